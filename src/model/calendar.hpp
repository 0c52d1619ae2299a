// A match as a calendar shows it: when and between whom it is meant to be played, and nothing of how it went.
//
// Everything in a calendar's entry comes from here, so that neither its length nor the number of its changes
// tells a reader how many maps were played.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "model/match_details.hpp"

namespace cs2 {

// Whether the hour of time_of is known too. An end that is all that is known gives the day alone: its hour
// would tell how long the series took.
bool has_exact_time(const MatchFacts& facts);

struct MatchPlan {
  std::optional<Timestamp> starts_at;  // the official time where there is one
  bool time_is_exact = true;           // false: only the day is known, and starts_at is its beginning in UTC
  bool called_off = false;             // postponed or cancelled
  std::array<Opponent, 2> opponents;
  std::optional<int> best_of;
  TournamentId tournament;
  std::string stage;

  bool operator==(const MatchPlan&) const = default;
};

MatchPlan plan_of(const Match& match);

struct CalendarEntry {
  MatchDetails details;
  std::int64_t sequence =
      0;                   // rises whenever the plan changes, and when the match is withdrawn or comes back
  Timestamp changed_at;    // when it last did
  bool withdrawn = false;  // its sources deleted it, or a person retired it
};

}  // namespace cs2
