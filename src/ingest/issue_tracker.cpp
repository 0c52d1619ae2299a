#include "ingest/issue_tracker.hpp"

#include "base/limits/store.hpp"

namespace cs2::ingest {

void IssueTracker::quarantine(std::string subject, std::string_view rule, std::string detail) {
  found_.push_back({.key = {.kind = IssueKind::quarantine,
                            .provider = report_.provider,
                            .subject = std::move(subject),
                            .rule = std::string{rule}},
                    .detail = std::move(detail)});
}

void IssueTracker::differ(MatchId match, std::string_view fact, std::string detail) {
  found_.push_back({.key = {.kind = IssueKind::inconsistency,
                            .provider = {},
                            .subject = issue_subject(match),
                            .rule = std::string{fact}},
                    .detail = std::move(detail)});
}

std::vector<Issue> IssueTracker::close(Batch& batch) {
  std::vector<Issue> opened;
  std::set<IssueKey> open;
  for (auto& issue : found_) {
    if (!open.insert(issue.key).second) continue;  // one line of an issue is enough
    const auto known = known_.find(issue.key);
    if (known == known_.end()) {
      opened.push_back(issue);
    } else if (known->second.detail == issue.detail &&
               report_.observed_at - known->second.seen_at < limits::page_seen_every) {
      continue;
    }
    batch.issues.push_back(std::move(issue));
  }
  for (const auto& [key, known] : known_) {
    if (looked_at_.contains({key.kind, key.subject}) && !open.contains(key)) batch.settled.push_back(key);
  }
  return opened;
}

}  // namespace cs2::ingest
