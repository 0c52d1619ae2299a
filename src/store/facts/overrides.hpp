// What the operator set by hand, and when and by whom; see model/override.hpp. Nothing is deleted.
//
// Teams, players and tournaments follow at once; what the sources say meanwhile is kept for the withdrawal. A
// match follows once it is reported again, see ingest/override.hpp, which is the door for all of them. What
// is merged into another leaves its overrides behind, but for a match's.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/entity.hpp"
#include "model/override.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct StoredOverride {
  OverrideId id;
  EntityKind entity = EntityKind::match;
  std::int64_t ours = 0;
  std::string ours_name;
  Override given;
  std::string reason;
  std::string set_by;
  Timestamp set_at;
  std::optional<std::string> withdrawn_by;
  std::optional<Timestamp> withdrawn_at;
};

// The newest first.
std::vector<StoredOverride> list_overrides(Store& store, bool withdrawn, int count);

// In place of those of the same facts. invalid: a fact or value that is none of that thing's (of a match it
// is not looked at); not_found: no such team, player or tournament.
Result<void> set_overrides(Store& store, EntityKind entity, std::int64_t ours,
                           const std::vector<Override>& given, const std::string& by,
                           const std::string& reason);

struct WithdrawnFrom {
  EntityKind entity = EntityKind::match;
  std::int64_t ours = 0;
};
// not_found: no such override, or it is withdrawn already.
Result<WithdrawnFrom> withdraw_override(Store& store, OverrideId id, const std::string& by);

}  // namespace cs2::store
