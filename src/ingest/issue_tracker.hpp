// Which issues a report opens, repeats and settles.
//
// What was looked at and found in order settles the issues that are open about it; what a report does not
// speak of stays as it is.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/batch.hpp"
#include "model/issue.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

class IssueTracker {
 public:
  IssueTracker(const Report& report, const store::OpenIssues& known) : report_(report), known_(known) {}

  // A word of the report's source was looked at; what is wrong with it is found next.
  void look_at(std::string subject) { looked_at_.emplace(IssueKind::quarantine, std::move(subject)); }
  void quarantine(std::string subject, std::string_view rule, std::string detail);

  // All words about the match were looked at; where they differ is found next.
  void compare(MatchId match) { looked_at_.emplace(IssueKind::inconsistency, issue_subject(match)); }
  void differ(MatchId match, std::string_view fact, std::string detail);

  // Open issues into the batch, as far as there is something to note, and those that are settled. Gives those
  // that nobody knew.
  std::vector<Issue> close(Batch& batch);

 private:
  const Report& report_;
  const store::OpenIssues& known_;
  std::set<std::pair<IssueKind, std::string>> looked_at_;
  std::vector<Issue> found_;
};

}  // namespace cs2::ingest
