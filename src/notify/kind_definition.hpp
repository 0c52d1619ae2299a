// A kind of notice: when it is worth telling, and how it reads.
//
// One file in notify/kind/ and a line in notify/kind_registry.cpp each.
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
#include "model/player.hpp"
#include "model/ranking_page.hpp"
#include "model/subscription.hpp"
#include "model/team.hpp"
#include "view/reader.hpp"

namespace cs2::notify {

// Everything that a text may need, as it is when the message is made: never as it was when it was planned.
struct Notice {
  std::optional<Change> change;           // of reminders none
  std::optional<Timestamp> reminder_for;  // of a reminder: the start that it is for
  std::optional<MatchDetails> match;      // absent when it is retired, too
  std::optional<MatchDetails> former;     // what was withdrawn and did not come back
  std::optional<Team> team;               // of a roster's change
  std::optional<Player> player;           // same
  std::optional<RankingPage> ranking;     // of a ranking
  std::vector<MatchDetails> around;  // of a digest what is covered, of `former` what its first team plays
  std::vector<Subscription> subscribers;  // whose subject brought it here
  std::int64_t revision_shown = 0;        // by the message that is to be changed; 0: there is none
  Timestamp now;
};

// Why there is nothing to tell any more; stored, and shown by /why.
struct Dropped {
  std::string_view reason;
};
// Of a scheduled event: what should stand in the server now.
struct EventState {
  std::optional<discord::ScheduledEvent> event = {};  // absent: none should, for now
  bool begun = false;                                 // Discord changes none of its times any more
  bool over = false;
};
using Rendered = std::variant<discord::Message, EventState, Dropped>;

struct Kind {
  NoticeKind kind = NoticeKind::result;
  int urgency = 0;                        // lower goes first
  std::optional<milliseconds> life = {};  // from the change; absent: as long as it takes
  Rendered (*render)(const Notice& notice, const view::Reader& reader) = nullptr;
};

}  // namespace cs2::notify
