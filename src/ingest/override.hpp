// What the operator sets by hand, and the match that follows at once. Blocks.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/override.hpp"
#include "store/overrides.hpp"
#include "store/store.hpp"

namespace cs2::ingest {

// invalid: no such value, or the match would break a rule of model/validate.hpp. not_found: no such match.
Result<void> set_overrides(store::Store& store, MatchId match, const std::vector<Override>& given,
                           const std::string& by, const std::string& reason, Timestamp now);

// The match is again what the sources say. not_found: no such override in force.
Result<MatchId> withdraw_override(store::Store& store, OverrideId id, const std::string& by, Timestamp now);

}  // namespace cs2::ingest
