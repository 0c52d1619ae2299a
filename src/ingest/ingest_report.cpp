#include "ingest/ingest_report.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/identity/player.hpp"
#include "ingest/reconcile.hpp"
#include "ingest/settle_duplicates.hpp"
#include "ingest/split_report.hpp"
#include "model/region.hpp"
#include "store/facts/issues.hpp"

namespace cs2::ingest {
namespace {

void tell_left_out(const Report& report, const Reconciled& reconciled, Metrics& metrics) {
  const auto provider = name(report.provider);
  const auto unreadable =
      std::ranges::count_if(report.skipped, [](const Skipped& one) { return !one.rule.empty(); });
  if (unreadable > 0)
    metrics.count("cs2results_provider_skipped_total", {{"provider", provider}},
                  static_cast<double>(unreadable));
  if (unreadable > limits::skipped_issues_max)
    log::warning("ingest: many unreadable elements",
                 {{"provider", provider}, {"elements", unreadable}, {"digest", reconciled.batch.raw_digest}});
  for (const auto& [what, reason, rule] : report.skipped)
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

// With whatever is written anew, so once for each thing that has it.
void tell_unknown_regions(const Batch& batch) {
  std::set<std::string> unknown;
  const auto look = [&](const std::optional<std::string>& region) {
    if (region && !region->empty() && !find_region(*region)) unknown.insert(*region);
  };
  for (const auto& write : batch.teams) look(write.team.region);
  for (const auto& write : batch.tournaments) look(write.tournament.region);
  if (unknown.empty()) return;
  log::info("ingest: unknown regions are not shown",
            {{"provider", name(batch.provider)}, {"regions", fmt::format("{}", fmt::join(unknown, ", "))}});
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

namespace {

Result<store::Applied> write_whole(store::Store& store, const Report& report, const std::string& raw_digest,
                                   Timestamp now, Metrics& metrics) {
  const auto reconcile_now = [&] {
    const auto known = store::load_snapshot(store, report);
    return report.rankings.empty() ? reconcile(report, known, now)
                                   : reconcile(without_doubtful_mentions(report, known), known, now);
  };
  for (int tries = 1;; ++tries) {
    auto reconciled = reconcile_now();
    // Ends, because each time some of the report's ids lose their match.
    while (!reconciled.mistaken.empty()) {
      const auto forgotten = forget_mistaken(store, report, reconciled.mistaken, now, metrics);
      if (!forgotten) return failed(forgotten);
      reconciled = reconcile_now();
    }
    reconciled.batch.raw_digest = raw_digest;
    auto applied = store::apply(store, reconciled.batch);
    const bool overtaken = !applied && applied.error().kind == ErrorKind::conflict;
    if (overtaken && tries < limits::ingest_conflicts_max) continue;
    if (applied && (!reconciled.batch.issues.empty() || !reconciled.batch.settled.empty()))
      show_open_issues(store, metrics);
    if (applied) tell_left_out(report, reconciled, metrics);
    if (applied) tell_unknown_regions(reconciled.batch);
    if (applied && is_news(reconciled.batch)) settle(store, report, now, metrics);
    return applied;
  }
}

void add(store::Applied& sum, store::Applied part) {
  sum.teams_created += part.teams_created;
  sum.players_created += part.players_created;
  sum.tournaments_created += part.tournaments_created;
  sum.matches_created += part.matches_created;
  sum.matches_changed += part.matches_changed;
  sum.stays_changed += part.stays_changed;
  sum.rankings_changed += part.rankings_changed;
  std::ranges::move(part.changes, std::back_inserter(sum.changes));
}

// The store refuses this element, whatever is written beside it.
void leave_out(store::Store& store, const Report& element, const Error& error, const std::string& raw_digest,
               Metrics& metrics) {
  Issue issue{.key = {.kind = IssueKind::quarantine,
                      .provider = element.provider,
                      .subject = element_subject(element),
                      .rule = "storable"},
              .detail = error.detail};
  metrics.count(
      "cs2results_issues_opened_total",
      {{"kind", name(issue.key.kind)}, {"provider", name(element.provider)}, {"rule", issue.key.rule}});
  log::warning("ingest: invalid data left out", {{"provider", name(element.provider)},
                                                 {"subject", issue.key.subject},
                                                 {"rule", issue.key.rule},
                                                 {"detail", error.detail},
                                                 {"digest", raw_digest}});
  Batch batch{.provider = element.provider, .observed_at = element.observed_at};
  batch.issues.push_back(std::move(issue));
  batch.raw_digest = raw_digest;
  if (const auto noted = store::apply(store, batch); !noted)
    log::warning("ingest: saving an issue failed", {{"detail", noted.error().detail}});
  show_open_issues(store, metrics);
}

// The elements in [from, to), in halves until what the store refuses stands alone.
Result<store::Applied> write_elements(store::Store& store, const Report& report, std::size_t from,
                                      std::size_t to, const std::string& raw_digest, Timestamp now,
                                      Metrics& metrics) {
  const auto part = elements_of(report, from, to);
  auto applied = write_whole(store, part, raw_digest, now, metrics);
  if (applied || applied.error().kind != ErrorKind::invalid) return applied;
  if (to - from <= 1) {
    leave_out(store, part, applied.error(), raw_digest, metrics);
    return store::Applied{};
  }
  const auto middle = from + (to - from) / 2;
  auto sum = write_elements(store, report, from, middle, raw_digest, now, metrics);
  if (!sum) return sum;
  auto rest = write_elements(store, report, middle, to, raw_digest, now, metrics);
  if (!rest) return rest;
  add(*sum, std::move(*rest));
  return sum;
}

}  // namespace

Result<store::Applied> ingest_report(store::Store& store, const Report& stated, const std::string& raw_digest,
                                     Timestamp now, Metrics& metrics) {
  const auto report = with_bare_names(stated);
  auto applied = write_whole(store, report, raw_digest, now, metrics);
  if (applied || applied.error().kind != ErrorKind::invalid) return applied;
  log::warning("ingest: the store refuses a report, writing its elements one by one",
               {{"provider", name(report.provider)}, {"detail", applied.error().detail}});
  return write_elements(store, report, 0, count_elements(report), raw_digest, now, metrics);
}

}  // namespace cs2::ingest
