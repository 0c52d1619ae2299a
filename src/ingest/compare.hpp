// What happened to a match between two of its states.
#pragma once

#include <optional>
#include <vector>

#include "model/change.hpp"
#include "model/match.hpp"

namespace cs2::ingest {

// In the order in which it happened. Without `before` the match is new to us: it is announced, unless it is
// over; a result that is new to us is news for half a day, older ones are history that a new source brought
// along, as is the score of a match that ended without one. `match` of each change is that of `after`.
std::vector<Change> compare(const std::optional<Match>& before, const Match& after, Timestamp now);

}  // namespace cs2::ingest
