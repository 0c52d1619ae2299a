// What is told without being asked for. Nobody is mentioned here: that belongs to whoever follows.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "discord/types.hpp"
#include "model/change.hpp"
#include "model/match_details.hpp"
#include "model/ranking_page.hpp"
#include "model/roster.hpp"
#include "model/subscription.hpp"
#include "model/team.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// The news of a match in one sentence, which is what a push shows: "🏁 **Spirit 2–0 G2** · IEM Cologne 2026,
// Semifinal". `key` names it; it may use {match}, {event}, {time} and {relative}. Below it stands only what
// it does not say, the maps, and nothing where there are none. Where scores are left out, a button shows them
// to whoever presses it, alone.
discord::Message match_notice(std::string_view key, const MatchDetails& details, const Reader& reader);
// What such a notice contains whatever the state of the match.
std::vector<std::string> names_in_notices(const MatchDetails& details, const Reader& reader);
// The same for a match that ended with a result.
discord::Message result_notice(const MatchDetails& details, const Reader& reader);
// The same for one map of it, by its number.
discord::Message map_notice(int number, const MatchDetails& details, const Reader& reader);
// The same for a match that was moved; `from` is absent where it had no time.
discord::Message moved_notice(std::optional<Timestamp> from, const MatchDetails& details,
                              const Reader& reader);
// The same for a result that was another one before: "**Spirit 2–1 G2** (was 1–2)".
discord::Message corrected_notice(const ResultCorrected& before, const MatchDetails& details,
                                  const Reader& reader);

// Of a team: whoever joined, left or has another role now, at least one.
discord::Message roster_notice(std::span<const RosterMove> moves, const Team& team, const Reader& reader);

// The teams of the page that are `shown`, or its top ten when none is.
discord::Message ranking_notice(const RankingPage& page, std::span<const RankedTeam> shown,
                                const Reader& reader);

// One line of a digest: how a match stands.
std::string digest_line(const MatchDetails& details, const Reader& reader);
// What was held back in quiet hours, a line each; those that do not fit are counted. `key` names the sentence
// above, which may use {count}.
discord::Message digest_notice(std::string_view key, std::span<const std::string> lines,
                               const Reader& reader);

// A day's matches in order: those that were played, those that run, and those that come.
discord::Message daily_digest(std::span<const MatchDetails> matches, const Reader& reader);

// Names of threads: of a match, and of what is told besides, such as a team's news.
std::string match_thread_name(const MatchDetails& details, const Reader& reader);
std::string other_thread_name(const std::optional<Team>& team, const Reader& reader);

// For a server's managers: a channel that takes nothing from us, or the events_target of the server where
// it takes no events, and the name of Discord's refusal.
discord::Message blockage_notice(std::uint64_t guild, std::uint64_t target, std::string_view reason,
                                 const locale::Language& language);
// "the channel no longer exists": of that name, as it follows a colon.
std::string refusal_text(std::string_view reason, const locale::Language& language);

struct DeletedChannel {
  std::uint64_t channel = 0;
  int subscriptions = 0;
  bool is_default = false;
  bool tells_problems = false;
};
// For them too: what the channel was to the server, and what to do now.
discord::Message deleted_channel_notice(const DeletedChannel& deleted, const locale::Language& language);

}  // namespace cs2::view
