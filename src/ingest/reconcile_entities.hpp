// Teams, players and tournaments of a report that differ from what is stored, or bear an id that is not.
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

#include "ingest/reconcile_table.hpp"
#include "model/batch.hpp"

namespace cs2::ingest {

// Names and logos are kept without their provenance, so one source leads and the others fill gaps. Otherwise
// two sources that write a name differently would change it back and forth for ever.
void reconcile_entities(const Report& report, const store::StoreSnapshot& known, const Identities& ours,
                        Batch& batch);

// Those of the named ids that are not known.
template <class Known>
std::vector<CrossReference> unknown_of(const std::vector<CrossReference>& named, const Known& known) {
  std::vector<CrossReference> unknown;
  std::ranges::copy_if(named, std::back_inserter(unknown),
                       [&](const CrossReference& foreign) { return !known.contains(foreign); });
  return unknown;
}

}  // namespace cs2::ingest
