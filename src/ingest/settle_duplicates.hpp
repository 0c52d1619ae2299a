// What the store does about doubles: merges those that are sure, lists those that are not. Blocks.
#pragma once

#include "base/metrics.hpp"
#include "base/result.hpp"
#include "model/report.hpp"
#include "store/identity/identities.hpp"

namespace cs2::ingest {

// After the report was written. Teams first, because their matches become one only then; a few rounds.
void settle(store::Store& store, const Report& report, Timestamp now, Metrics& metrics);

// The merge, and what follows from it: a match is put together from the words of both; the matches and
// players that two teams had each for themselves become one. Gives the operation's id.
Result<std::int64_t> merge(store::Store& store, const store::Merge& merge, Timestamp now, Metrics& metrics);

// A merge is silent: nothing happened in the game. What an operator corrects is a change like another.
enum class Publish { silent, yes };

// Puts matches together again from the words that are theirs now.
Result<void> recompute_matches(store::Store& store, const std::vector<MatchId>& matches, Timestamp now,
                               Publish publish = Publish::silent);

// The undoing, and the matches and players as they are without it.
Result<void> undo(store::Store& store, std::int64_t operation, const std::string& by, Timestamp now,
                  Metrics& metrics);

}  // namespace cs2::ingest
