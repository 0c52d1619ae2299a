// `issues`: what sources say that cannot be or on which they differ, and settling it by hand.
#include <boost/json.hpp>
#include <cstdio>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/issues.hpp"

namespace cs2::app {
namespace {

namespace json = boost::json;

void print_issue(const store::StoredIssue& stored) {
  const auto& [key, detail] = stored.issue;
  fmt::print("{:>6}  {:<13} {:<11} {}: {}, {}\n", stored.id.value, name(key.kind),
             key.provider ? name(*key.provider) : "several", key.subject, key.rule, detail);
  fmt::print("        first seen {}, last seen {}, response {}\n", to_iso8601(stored.first_seen_at),
             to_iso8601(stored.last_seen_at), stored.digest.empty() ? "unknown" : stored.digest);
  if (stored.settled_at)
    fmt::print("        settled {}: {}\n", to_iso8601(*stored.settled_at), stored.settled_reason);
}

json::object to_json(const store::StoredIssue& stored) {
  const auto& [key, detail] = stored.issue;
  json::object object{{"id", stored.id.value},
                      {"kind", name(key.kind)},
                      {"subject", key.subject},
                      {"rule", key.rule},
                      {"detail", detail},
                      {"first_seen_at", to_iso8601(stored.first_seen_at)},
                      {"last_seen_at", to_iso8601(stored.last_seen_at)}};
  if (key.provider) object["provider"] = name(*key.provider);
  if (!stored.digest.empty()) object["response"] = stored.digest;
  if (stored.settled_at) {
    object["settled_at"] = to_iso8601(*stored.settled_at);
    object["settled_reason"] = stored.settled_reason;
  }
  return object;
}

void print_json(const std::vector<store::StoredIssue>& issues) {
  json::array list;
  for (const auto& issue : issues) list.push_back(to_json(issue));
  fmt::print("{}\n", json::serialize(list));
}

int list(store::Store& store, const IssuesOptions& options) {
  store::IssueQuery query{.settled = options.all, .count = options.count};
  if (!options.kind.empty()) query.kind = parse_issue_kind(options.kind);
  if (!options.source.empty()) query.provider = parse_provider(options.source);
  const auto found = store::list_issues(store, query);
  if (options.json) return print_json(found), 0;
  for (const auto& issue : found) print_issue(issue);
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
  if (!store) return report_error(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return report_error(migrated.error());
  if (!options.settle) return list(**store, options);

  const auto settled = store::settle_issue(**store, {*options.settle}, options.reason);
  if (!settled) return report_error(settled.error());
  fmt::print("issue {} settled; it reopens if it is seen again\n", *options.settle);
  return 0;
}

}  // namespace cs2::app
