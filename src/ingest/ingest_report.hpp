// One report into the store: load what is known, reconcile, apply. Blocks.
#pragma once

#include <string>

#include "base/metrics.hpp"
#include "base/result.hpp"
#include "model/report.hpp"
#include "store/facts/apply.hpp"

namespace cs2::ingest {

// Another writer in between means: load again and compare anew, a few times. An element that the store
// refuses is left out alone. What had to be left out is counted and logged with the digest of the raw answer.
// conflict: another writer was faster every time.
Result<store::Applied> ingest_report(store::Store& store, const Report& report, const std::string& raw_digest,
                                     Timestamp now, Metrics& metrics);

// The gauge cs2results_issues_open, anew.
void show_open_issues(store::Store& store, Metrics& metrics);

}  // namespace cs2::ingest
