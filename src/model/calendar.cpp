#include "model/calendar.hpp"

namespace cs2 {
namespace {

struct PlannedTime {
  std::optional<Timestamp> at;
  bool is_exact = true;
};

// An end that is all we know gives the day alone: its hour would tell how long the series took.
PlannedTime time_of_plan(const Match& match) {
  if (match.scheduled_at && match.time_is_exact) return {match.scheduled_at, true};
  if (match.started_at) return {match.started_at, true};
  if (match.scheduled_at) return {match.scheduled_at, false};
  if (match.original_scheduled_at) return {match.original_scheduled_at, match.time_is_exact};
  return {match.ended_at, false};
}

}  // namespace

bool has_exact_time(const MatchFacts& facts) {
  if (facts.started_at) return true;
  return facts.time_is_exact && (facts.scheduled_at || facts.original_scheduled_at);
}

MatchPlan plan_of(const Match& match) {
  auto time = time_of_plan(match);
  if (time.at && !time.is_exact) time.at = std::chrono::floor<days>(*time.at);
  return {.starts_at = time.at,
          .time_is_exact = time.is_exact,
          .called_off = match.status == MatchStatus::postponed || match.status == MatchStatus::cancelled,
          .opponents = match.opponents,
          .best_of = match.best_of,
          .tournament = match.tournament,
          .stage = match.stage};
}

}  // namespace cs2
