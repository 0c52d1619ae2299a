#include "ingest/ingest_report.hpp"

#include <fmt/ranges.h>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/reconcile.hpp"
#include "ingest/settle_duplicates.hpp"
#include "store/facts/issues.hpp"

namespace cs2::ingest {
namespace {

void tell_left_out(const Report& report, const Reconciled& reconciled, Metrics& metrics) {
  const auto provider = name(report.provider);
  if (!report.skipped.empty())
    metrics.count("cs2results_provider_skipped_total", {{"provider", provider}},
                  static_cast<double>(report.skipped.size()));
  for (const auto& [what, reason] : report.skipped)
    log::debug("ingest: element skipped", {{"provider", provider}, {"what", what}, {"reason", reason}});
  for (const auto& [key, detail] : reconciled.opened) {
    const bool alone = key.kind == IssueKind::quarantine;
    metrics.count("cs2results_issues_opened_total",
                  {{"kind", name(key.kind)}, {"provider", provider}, {"rule", key.rule}});
    log::warning(alone ? "ingest: invalid data left out" : "ingest: sources disagree",
                 {{"provider", provider},
                  {"subject", key.subject},
                  {"rule", key.rule},
                  {"detail", detail},
                  {"digest", reconciled.batch.raw_digest}});
  }
  for (const auto& key : reconciled.batch.settled)
    log::info("ingest: issue settled",
              {{"provider", provider}, {"subject", key.subject}, {"rule", key.rule}});
  if (reconciled.ambiguous > 0)
    log::info("ingest: ambiguous match kept separate",
              {{"provider", provider}, {"matches", reconciled.ambiguous}});
}

// So that these ids are nobody's any more.
Result<void> forget_mistaken(store::Store& store, const Report& report,
                             const std::vector<std::string>& mistaken, Timestamp now, Metrics& metrics) {
  const auto matches = store::detach_ids(store, report.provider, mistaken);
  metrics.count("cs2results_matches_disowned_total", {{"provider", name(report.provider)}},
                static_cast<double>(mistaken.size()));
  log::info("ingest: source id detached from a match",
            {{"provider", name(report.provider)}, {"ids", fmt::format("{}", fmt::join(mistaken, " "))}});
  return recompute_matches(store, matches, now, Publish::yes);
}

// What only repeats itself makes nothing one that was two.
bool is_news(const Batch& batch) {
  return !batch.matches.empty() || !batch.teams.empty() || !batch.players.empty() ||
         !batch.tournaments.empty() || !batch.rosters.empty();
}

}  // namespace

void show_open_issues(store::Store& store, Metrics& metrics) {
  for (const auto& [kind, count] : store::count_open_issues(store))
    metrics.set("cs2results_issues_open", {{"kind", name(kind)}}, count);
}

Result<store::Applied> ingest_report(store::Store& store, const Report& stated, const std::string& raw_digest,
                                     Timestamp now, Metrics& metrics) {
  const auto report = with_bare_names(stated);
  for (int tries = 1;; ++tries) {
    auto reconciled = reconcile(report, store::load_snapshot(store, report), now);
    // Ends, because each time some of the report's ids lose their match.
    while (!reconciled.mistaken.empty()) {
      const auto forgotten = forget_mistaken(store, report, reconciled.mistaken, now, metrics);
      if (!forgotten) return failed(forgotten);
      reconciled = reconcile(report, store::load_snapshot(store, report), now);
    }
    reconciled.batch.raw_digest = raw_digest;
    auto applied = store::apply(store, reconciled.batch);
    const bool overtaken = !applied && applied.error().kind == ErrorKind::conflict;
    if (overtaken && tries < limits::ingest_conflicts_max) continue;
    if (applied && (!reconciled.batch.issues.empty() || !reconciled.batch.settled.empty()))
      show_open_issues(store, metrics);
    if (applied) tell_left_out(report, reconciled, metrics);
    if (applied && is_news(reconciled.batch)) settle(store, report, now, metrics);
    return applied;
  }
}

}  // namespace cs2::ingest
