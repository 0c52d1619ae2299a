// `issues`: what sources say that cannot be or on which they differ, and settling it by hand.
#include <cstdio>

#include "app/complain.hpp"
#include "app/open_store.hpp"
#include "app/subcommands.hpp"
#include "store/issues.hpp"
#include "store/migrate.hpp"

namespace cs2::app {
namespace {

void print_issue(const store::StoredIssue& stored) {
  const auto& [key, detail] = stored.issue;
  fmt::print("{:>6}  {:<13} {:<11} {}: {}, {}\n", stored.id.value, name(key.kind),
             key.provider ? name(*key.provider) : "several", key.subject, key.rule, detail);
  fmt::print("        first seen {}, last seen {}, response {}\n", to_iso8601(stored.first_seen_at),
             to_iso8601(stored.last_seen_at), stored.digest.empty() ? "unknown" : stored.digest);
  if (stored.settled_at)
    fmt::print("        settled {}: {}\n", to_iso8601(*stored.settled_at), stored.settled_reason);
}

int list(store::Store& store, const IssuesOptions& options) {
  store::IssueQuery query{.settled = options.all, .count = options.count};
  if (!options.kind.empty()) query.kind = parse_issue_kind(options.kind);
  if (!options.source.empty()) query.provider = parse_provider(options.source);
  for (const auto& issue : store::list_issues(store, query)) print_issue(issue);
  const auto counts = store::count_open_issues(store);
  fmt::print("open: {} quarantined, {} inconsistent\n", counts.at(IssueKind::quarantine),
             counts.at(IssueKind::inconsistency));
  return 0;
}

}  // namespace

int issues(const Settings& settings, const IssuesOptions& options) {
  const SystemClock clock;
  Metrics metrics;
  const auto store = open_store(settings, clock, metrics);
  if (!store) return complain(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return complain(migrated.error());
  if (!options.settle) return list(**store, options);

  const auto settled = store::settle_issue(**store, {*options.settle}, options.reason);
  if (!settled) return complain(settled.error());
  fmt::print("issue {} settled; it reopens if it is seen again\n", *options.settle);
  return 0;
}

}  // namespace cs2::app
