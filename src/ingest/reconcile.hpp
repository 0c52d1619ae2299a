// A report and what the store knows → the rows to write.
//
// Pure: the same report over the same store gives the same batch, and a batch that was applied leaves nothing
// to write. A match that a source no longer lists is left as it is: lists end somewhere. One that it deleted
// is retired, unless it has begun or another source speaks of it too. What breaks a rule is left out: the
// last good facts stay, and an issue says what was wrong. Teams, players and tournaments are reconciled in
// reconcile_entities, rosters in reconcile_roster, rankings, standings, placements and line-ups in
// reconcile_table.
#pragma once

#include <string>
#include <vector>

#include "model/batch.hpp"
#include "model/issue.hpp"
#include "model/report.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

struct Reconciled {
  Batch batch;
  std::vector<Issue> opened;  // of the batch's issues those that nobody knew
  int ambiguous = 0;          // matches kept apart because two of ours fit
  // The report's ids that were given to another match than it means (see list_mistaken). Where there are any,
  // nothing else is said: the store has to forget them first.
  std::vector<std::string> mistaken = {};
};

// `known` is what load_snapshot gives for the same report.
Reconciled reconcile(const Report& report, const store::StoreSnapshot& known, Timestamp now);

}  // namespace cs2::ingest
