// A file of past results into the store, part by part.
//
// Each part goes the way of every report: recognised, merged, applied in one transaction. Behind it the rows
// that are done are noted. A process that dies in between leaves a part that is done and not noted: it is
// applied again, and changes nothing. So whoever begins anew gives the same parts from the first on, and
// those that are done are left out.
#pragma once

#include <cstdint>

#include "base/limits/history.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "provider/history.hpp"
#include "store/facts/imports.hpp"
#include "store/store.hpp"

namespace cs2::ingest {

class Import {
 public:
  // `state` is what find_import gave, or a new one; without a digest nothing is noted (a pipe is not the same
  // again).
  Import(store::Store& store, store::ImportState state, Metrics& metrics);

  // Blocks for a transaction. conflict: other writers were faster again and again.
  Result<void> take(const provider::HistoryPart& part, Timestamp now);
  // After the last part.
  void end(Timestamp now);

  const store::ImportState& state() const { return state_; }

 private:
  void note();

  store::Store& store_;
  store::ImportState state_;
  Metrics& metrics_;
  std::int64_t rows_given_ = 0;
  std::int64_t rows_taken_ = 0;
  std::int64_t count_at_ = limits::import_count_from;  // rows, after which the database counts anew
};

}  // namespace cs2::ingest
