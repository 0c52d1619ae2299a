// The parts that the cards of teams, players and events say alike.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "discord/types.hpp"
#include "model/entity.hpp"
#include "model/profile.hpp"
#include "view/match_text.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// A name that is never empty.
std::string shown_name(std::string_view name, std::size_t characters, const Reader& reader);

// "Also known as NAVI, Na'Vi"; empty without names that are really other ones than the one shown.
std::string also_known_as(std::string_view shown, std::span<const std::string> names, const Reader& reader);

// "since 12 January 2026", "12 January 2026 – 3 March 2026", or the one day that it is; empty where neither
// is known.
std::string period_text(std::optional<Timestamp> since, std::optional<Timestamp> until, const Reader& reader);

// "captain"; empty for an ordinary player.
std::string role_text(RosterRole role, const Reader& reader);

// A line each, as many as fit.
std::string match_lines(std::span<const MatchDetails> matches, MatchTextContext beside,
                        std::size_t characters, const Reader& reader);

// "Line-up of the last match · July 12, 2026", "Line-up as of Valve World Ranking · July 6, 2026"
std::string line_up_text(std::optional<RankingSystem> ranking, Timestamp at, const Reader& reader);

// "▲ 2", "▼ 1", "=".
std::string movement_text(int position, std::optional<int> before, const Reader& reader);

// What every card about one thing begins with; `picture_url` may be empty.
discord::Embed profile_embed(std::string title, std::span<const SourcePage> pages, EntityKind entity,
                             const std::optional<std::string>& picture_url);

// The pages of the sources, by their names: "Liquipedia · HLTV.org".
std::string page_links(std::span<const SourcePage> pages, EntityKind entity);

// Everybody whose word is on a card.
class Sources {
 public:
  void add(std::span<const SourcePage> pages, EntityKind entity);
  void add(const MatchesAround& matches);
  void add(std::span<const MatchDetails> matches);
  void add(std::span<const RankingPlace> places);
  void add(MatchSource source) { all_.push_back(std::move(source)); }

  // Each once in the footer, behind what stands there. A title that leads nowhere leads to a source whose
  // licence asks for a link.
  void add_credits_to(discord::Embed& embed, const Reader& reader) const;

 private:
  std::vector<MatchSource> all_;
};

}  // namespace cs2::view
