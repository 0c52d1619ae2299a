// What the operator set by hand, and when and by whom; see model/override.hpp. Nothing is deleted.
//
// These functions only keep the record: the match follows once it is told again, see ingest/override.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/override.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct StoredOverride {
  OverrideId id;
  MatchId match;
  Override given;
  std::string reason;
  std::string set_by;
  Timestamp set_at;
  std::optional<std::string> withdrawn_by;
  std::optional<Timestamp> withdrawn_at;
};

// The newest first.
std::vector<StoredOverride> list_overrides(Store& store, bool withdrawn, int count);

// In place of those of the same facts.
void set_overrides(Store& store, MatchId match, const std::vector<Override>& given, const std::string& by,
                   const std::string& reason);
// Gives its match. not_found: no such override, or it is withdrawn already.
Result<MatchId> withdraw_override(Store& store, OverrideId id, const std::string& by);

}  // namespace cs2::store
