// What the operator sets by hand, and the thing that follows at once. Blocks.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/override.hpp"
#include "store/facts/overrides.hpp"
#include "store/store.hpp"

namespace cs2::ingest {

// invalid: no such fact or value, or the match would break a rule of model/validate.hpp. not_found: no such
// thing.
Result<void> set_overrides(store::Store& store, EntityKind entity, std::int64_t ours,
                           const std::vector<Override>& given, const std::string& by,
                           const std::string& reason, Timestamp now);

// It is again what the sources say. not_found: no such override in force.
Result<store::WithdrawnFrom> withdraw_override(store::Store& store, OverrideId id, const std::string& by,
                                               Timestamp now);

}  // namespace cs2::ingest
