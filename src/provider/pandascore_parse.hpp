// PandaScore's match lists: bytes → Report.
//
// League › Serie › Tournament › Match › Game is theirs; ours is the event (league and serie together), its
// stage (their tournament) and the match. Opponents, scores and winners are tied by team id, never by
// position.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

struct PandascorePage {
  Report report;
  std::size_t rows = 0;                  // of the answer, also those that were skipped
  std::optional<Timestamp> modified_at;  // of the row that was changed longest ago
};

// An element that cannot be understood is left out with its reason, the others stay. drift: not a list of
// matches, or not one of its elements can be read.
Result<PandascorePage> parse_pandascore_matches(std::string_view json, Timestamp observed_at);

}  // namespace cs2::provider
