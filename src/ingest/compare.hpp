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

// Whether a change that a source brought is news: not what happened before that source was read at all, nor
// what its first readings find to be otherwise than we knew. A wrong result that was told is always put
// right.
struct Reading {
  Timestamp since;  // of the source
  Timestamp now;
};
bool is_news(const Change& change, const std::optional<Match>& before, const Match& after,
             const Reading& reading);
// The same of a change in a roster, and of a ranking.
bool is_news(const Change& change, const Reading& reading);

}  // namespace cs2::ingest
