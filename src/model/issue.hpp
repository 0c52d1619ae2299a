// What sources say that cannot be, or on which they differ: kept until it is settled.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "model/provider_name.hpp"
#include "model/report.hpp"

namespace cs2 {

enum class IssueKind {
  quarantine,     // breaks a rule and was left out; the last good facts stay
  inconsistency,  // sources differ; the trust order settles what is shown
};

std::string_view name(IssueKind kind);  // as stored: "quarantine"
std::optional<IssueKind> parse_issue_kind(std::string_view text);

struct IssueKey {
  IssueKind kind = IssueKind::quarantine;
  std::optional<ProviderName> provider;  // whose word was left out; none where several differ
  std::string subject;                   // see issue_subject
  std::string rule;                      // the rule that is broken, or the fact in dispute: "score"

  auto operator<=>(const IssueKey&) const = default;
};

struct Issue {
  IssueKey key;
  std::string detail;

  bool operator==(const Issue&) const = default;
};

// What an issue is about. A source's own id where one source is at fault, ours where several differ.
std::string issue_subject(const MatchReport& match);          // "match 1200600"
std::string issue_subject(const RankingReport& ranking);      // "ranking valve_world 2026-11-02"
std::string issue_subject(const StandingsReport& standings);  // "standings Polar_League/2026 Group A"
std::string issue_subject(MatchId match);                     // "match #17"

}  // namespace cs2
