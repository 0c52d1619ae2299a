#include "ingest/import.hpp"

#include <utility>

#include "base/limits/history.hpp"
#include "ingest/ingest_report.hpp"

namespace cs2::ingest {
namespace {

Result<store::Applied> absorb_patiently(store::Store& store, const Report& report, const std::string& digest,
                                        Timestamp now, Metrics& metrics) {
  for (int tries = 1;; ++tries) {
    auto applied = ingest_report(store, report, digest, now, metrics);
    const bool overtaken = !applied && applied.error().kind == ErrorKind::conflict;
    if (!overtaken || tries == limits::import_conflicts_max) return applied;
  }
}

}  // namespace

Import::Import(store::Store& store, store::ImportState state, Metrics& metrics)
    : store_(store), state_(std::move(state)), metrics_(metrics) {}

Result<void> Import::take(const provider::HistoryPart& part, Timestamp now) {
  rows_given_ += part.rows;
  if (rows_given_ <= state_.rows_done) return {};
  const auto applied = absorb_patiently(store_, part.report, state_.digest, now, metrics_);
  if (!applied) return failed(applied);
  state_.rows_done = rows_given_;
  state_.rejected += std::ssize(part.rejects);
  state_.created += applied->matches_created;
  state_.changed += applied->matches_changed;
  note();
  if (rows_taken_ += part.rows; rows_taken_ >= count_at_) {
    store::count_anew(store_);
    count_at_ *= 4;
  }
  return {};
}

void Import::end(Timestamp now) {
  state_.ended_at = now;
  note();
}

void Import::note() {
  if (!state_.digest.empty()) store::save_import(store_, state_);
}

}  // namespace cs2::ingest
