#include "ingest/absorb.hpp"

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/identity/settle.hpp"
#include "ingest/reconcile.hpp"

namespace cs2::ingest {
namespace {

void tell_left_out(const Report& report, const Reconciled& reconciled, const std::string& raw_digest,
                   Metrics& metrics) {
  const auto provider = name(report.provider);
  if (!report.skipped.empty())
    metrics.count("cs2results_provider_skipped_total", {{"provider", provider}},
                  static_cast<double>(report.skipped.size()));
  for (const auto& [what, reason] : report.skipped)
    log::debug("an element could not be read", {{"provider", provider}, {"what", what}, {"reason", reason}});
  for (const auto& [what, rule, detail] : reconciled.rejected) {
    metrics.count("cs2results_ingest_rejected_total", {{"provider", provider}, {"rule", rule}});
    log::warning(
        "a match was left out because it breaks a rule",
        {{"provider", provider}, {"what", what}, {"rule", rule}, {"detail", detail}, {"digest", raw_digest}});
  }
  for (const auto& what : reconciled.disagreements) {
    metrics.count("cs2results_ingest_disagreements_total", {{"provider", provider}});
    log::warning("sources differ on a result", {{"provider", provider}, {"what", what}});
  }
  if (reconciled.doubtful > 0)
    log::info("matches are kept apart because two of ours fit",
              {{"provider", provider}, {"matches", reconciled.doubtful}});
}

// What only repeats itself makes nothing one that was two.
bool is_news(const Batch& batch) {
  return !batch.matches.empty() || !batch.teams.empty() || !batch.tournaments.empty() ||
         !batch.rosters.empty();
}

}  // namespace

Result<store::Applied> absorb(store::Store& store, const Report& said, const std::string& raw_digest,
                              Timestamp now, Metrics& metrics) {
  const auto report = with_bare_names(said);
  for (int tries = 1;; ++tries) {
    const auto reconciled = reconcile(report, store::load_known(store, report), now);
    auto applied = store::apply(store, reconciled.batch);
    const bool overtaken = !applied && applied.error().kind == ErrorKind::conflict;
    if (overtaken && tries < limits::ingest_conflicts_max) continue;
    if (applied) tell_left_out(report, reconciled, raw_digest, metrics);
    if (applied && is_news(reconciled.batch)) settle(store, report, now, metrics);
    return applied;
  }
}

}  // namespace cs2::ingest
