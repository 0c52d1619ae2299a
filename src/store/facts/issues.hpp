// What waits for somebody to look at it; see model/issue.hpp. apply opens and settles issues.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/ids.hpp"
#include "model/issue.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct StoredIssue {
  IssueId id;
  Issue issue;
  std::string digest;  // of the raw answer that showed it last; its log line has the same
  Timestamp first_seen_at;
  Timestamp last_seen_at;  // within limits::page_seen_every
  std::optional<Timestamp> settled_at;
  std::string settled_reason;
};

struct IssueQuery {
  std::optional<IssueKind> kind = {};
  std::optional<ProviderName> provider = {};
  bool settled = false;  // those too
  int count = 100;
};

// The one that was seen last comes first.
std::vector<StoredIssue> list_issues(Store& store, const IssueQuery& query);
std::map<IssueKind, int> count_open_issues(Store& store);

// By hand: whoever looked at it knows better. Seen again, it opens anew. not_found: no such open issue.
Result<void> settle_issue(Store& store, IssueId id, const std::string& reason);

}  // namespace cs2::store
