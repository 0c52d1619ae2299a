// A kind of notice: when it is worth sending, and how it reads.
//
// A row in model/notice_kind.hpp, a file in notify/kind/ and a line in notify/kind_registry.hpp each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "discord/types.hpp"
#include "model/change.hpp"
#include "model/match_details.hpp"
#include "model/ranking_page.hpp"
#include "model/roster.hpp"
#include "model/subscription.hpp"
#include "model/team.hpp"
#include "view/reader.hpp"

namespace cs2::notify {

// Everything that a text may need, as it is when the message is made: never as it was when it was planned.
struct NoticeFacts {
  std::optional<Change> change;           // of reminders none
  std::optional<Timestamp> reminder_for;  // of a reminder: the start that it is for
  std::optional<MatchDetails> match;      // absent when it is retired, too
  std::optional<MatchDetails> withdrawn;  // what was withdrawn and did not come back
  std::optional<Team> team;               // of a roster's change
  std::vector<RosterMove> moves;          // same: all that was said of the team at that moment
  std::optional<RankingPage> ranking;     // of a ranking
  // Where the kind asks for them what the subscriptions cover; around `withdrawn` what its first team plays.
  std::vector<MatchDetails> nearby;
  std::vector<Subscription> subscribers;  // that share the message
  std::int64_t revision_shown = 0;        // by the message that is to be changed; 0: there is none
  Timestamp now;
};

// Why nothing is sent any more; stored, and shown by /why.
struct Dropped {
  std::string_view reason;
};
// Of a scheduled event: how it should stand in the server now.
struct EventState {
  discord::EventStatus status = discord::EventStatus::scheduled;
  std::optional<discord::ScheduledEvent> event = {};  // of a scheduled one
  bool over = false;                                  // it follows its match no longer
};
using Rendered = std::variant<discord::Message, EventState, Dropped>;

struct Kind {
  int urgency = 0;                        // lower goes first
  std::optional<milliseconds> life = {};  // from the change; absent: as long as it takes
  NoticeKinds edits = {};                 // instead of a new message those that these kinds sent are changed
  bool depends_on_subscribers = false;    // so what was rendered for others is of no use
  bool needs_nearby_matches = false;      // NoticeFacts::nearby, of its subscribers

  Rendered (*render)(const NoticeFacts& facts, const view::Reader& reader) = nullptr;
  // Its line in a digest of held messages, unless it is of a match: those all have the same. Without this it
  // stays apart.
  std::string (*digest_line)(const discord::Message& message) = [](const auto& message) {
    return message.content;
  };
  // Makes an example of it from that of a planned match; absent: it is one already, or cannot be tried.
  void (*make_sample)(NoticeFacts& facts, const locale::Language& language) = nullptr;
};

}  // namespace cs2::notify
