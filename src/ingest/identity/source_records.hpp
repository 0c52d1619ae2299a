// What the sources said of a match, turned the way in which we hold it.
#pragma once

#include <vector>

#include "ingest/merge.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

// Whether `sides` are in the other order than in the stored match.
bool is_turned(const std::array<TeamId, 2>& sides, const Match& stored);

// The latest record of each source and id. A record kept for a duplicate may be in the other order.
std::vector<SourceRecord> words_about(const store::MatchSnapshot& known, const Match& stored);

}  // namespace cs2::ingest
