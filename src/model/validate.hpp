// Rules that facts must keep before they are stored: scores that the game allows, times in order, a winner
// that fits the score, best-of respected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"

namespace cs2 {

struct Violation {
  std::string_view rule;  // "map_score", "winner_fits_score", …: a metric label
  std::string detail;
};

// Empty when the facts may be stored. `now` bounds times: nothing ended in the future.
std::vector<Violation> validate(const MatchFacts& facts, Timestamp now);

// What is left of facts without the parts that break a rule. Nothing where that is the result of a finished
// match, or nothing helps.
std::optional<MatchFacts> without_violations(MatchFacts facts, Timestamp now);

// What may be told as a result: a forfeit needs no score, every other one needs it and a winner or a draw.
bool has_result(const MatchFacts& facts);

// MR12: 13 to at most 11, or an overtime win by four in steps of three (16, 19, …) with 12 or more on the
// other side.
bool is_final_map_score(Score score);

}  // namespace cs2
