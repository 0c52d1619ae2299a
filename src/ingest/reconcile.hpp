// A report and what the store knows → the rows to write.
//
// Pure: the same report over the same store gives the same batch, and a batch that was applied leaves nothing
// to write. A match that a source no longer lists is left as it is: lists end somewhere. One that it deleted
// is retired, unless it has begun or another source speaks of it too. Rosters are reconciled in
// reconcile_roster, rankings, standings, placements and line-ups in reconcile_table.
#pragma once

#include <string>
#include <vector>

#include "model/batch.hpp"
#include "model/report.hpp"
#include "store/apply.hpp"

namespace cs2::ingest {

// A match that breaks a rule of model/validate.hpp, or a row of a table that cannot be; the last good facts
// stay.
struct Rejected {
  std::string what;  // "match 1200600"
  std::string rule;
  std::string detail;
};

struct Reconciled {
  Batch batch;
  std::vector<Rejected> rejected;
  std::vector<std::string> disagreements;  // matches on whose result sources differ, newly so
  int doubtful = 0;                        // matches kept apart because two of ours fit
};

// `known` is what load_known gives for the same report.
Reconciled reconcile(const Report& report, const store::Known& known, Timestamp now);

}  // namespace cs2::ingest
