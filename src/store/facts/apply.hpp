// How facts enter the store.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/batch.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Applied {
  int teams_created = 0;
  int players_created = 0;
  int tournaments_created = 0;
  int matches_created = 0;
  int matches_changed = 0;
  int stays_changed = 0;
  int rankings_changed = 0;
  std::vector<Change> changes;  // as stored, with ids
};

// One transaction: rows, changes, external ids and sightings, all or nothing; idempotent (see
// model/batch.hpp). conflict: another writer was faster; load_snapshot again and compare anew.
Result<Applied> apply(Store& store, const Batch& batch);

}  // namespace cs2::store
