#include "store/issues.hpp"

#include "store/issue_rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {

std::vector<StoredIssue> list_issues(Store& store, const IssueQuery& query) {
  using Line = Row<IssueId, std::string, std::string, std::string, std::string, std::string, std::string,
                   Timestamp, Timestamp, std::optional<Timestamp>, std::optional<std::string>>;
  std::vector<StoredIssue> issues;
  for (auto& [id, kind, provider, subject, rule, detail, digest, first, last, settled_at, reason] :
       store.sql().read()->select<Line>(
           R"(
        SELECT id, kind, provider, subject, rule, detail, digest, first_seen_at, last_seen_at, settled_at,
               settled_reason
        FROM issue
        WHERE (settled_at IS NULL OR :settled = 1) AND (kind = :kind OR :any_kind = 1)
              AND (provider = :provider OR :any_provider = 1)
        ORDER BY last_seen_at DESC, id DESC LIMIT :count)",
           query.settled ? 1 : 0, query.kind ? name(*query.kind) : std::string_view{}, query.kind ? 0 : 1,
           query.provider ? name(*query.provider) : std::string_view{}, query.provider ? 0 : 1,
           query.count)) {
    issues.push_back({.id = id,
                      .issue = {.key = issue_key(kind, provider, std::move(subject), std::move(rule)),
                                .detail = std::move(detail)},
                      .digest = std::move(digest),
                      .first_seen_at = first,
                      .last_seen_at = last,
                      .settled_at = settled_at,
                      .settled_reason = reason.value_or("")});
  }
  return issues;
}

std::map<IssueKind, int> count_open_issues(Store& store) {
  std::map<IssueKind, int> counts{{IssueKind::quarantine, 0}, {IssueKind::inconsistency, 0}};
  for (const auto& [kind, count] : store.sql().read()->select<Row<std::string, int>>(
           "SELECT kind, COUNT(*) FROM issue WHERE settled_at IS NULL GROUP BY kind")) {
    if (const auto known = parse_issue_kind(kind)) counts[*known] = count;
  }
  return counts;
}

Result<void> settle_issue(Store& store, IssueId id, const std::string& reason) {
  const auto row = store.sql().write()->select_one<Row<IssueId>>(R"(
        UPDATE issue SET settled_at = :at, settled_reason = :reason WHERE id = :id AND settled_at IS NULL
        RETURNING id)",
                                                                 store.clock().now(), reason, id);
  if (!row) return fail(ErrorKind::not_found, "open issue {} not found", id.value);
  return {};
}

}  // namespace cs2::store
