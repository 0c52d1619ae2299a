#include "model/calendar.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

constexpr Timestamp planned = from_unix_seconds(1'790'000'000);

Match a_match() {
  Match match;
  match.scheduled_at = planned;
  match.best_of = 3;
  match.opponents = {{{.team = {1}, .name = "Spirit"}, {.team = {2}, .name = "NAVI"}}};
  return match;
}

TEST(MatchPlan, stays_the_same_however_the_match_goes) {
  const auto before = plan_of(a_match());
  auto match = a_match();
  match.status = MatchStatus::finished;
  match.started_at = planned + minutes{4};
  match.ended_at = planned + hours{2};
  match.score = Score{2, 0};
  match.winner = 0;
  match.revision = 9;

  EXPECT_EQ(plan_of(match), before);
}

TEST(MatchPlan, changes_with_time_state_and_opponents) {
  const auto before = plan_of(a_match());
  auto moved = a_match();
  *moved.scheduled_at += minutes{1};
  auto off = a_match();
  off.status = MatchStatus::cancelled;
  auto other = a_match();
  other.opponents[1] = {};
  auto shorter = a_match();
  shorter.best_of = 1;

  for (const auto& match : {moved, off, other, shorter}) EXPECT_NE(plan_of(match), before);
}

TEST(MatchPlan, takes_the_best_time_that_is_known) {
  auto match = a_match();
  match.time_is_exact = false;
  EXPECT_EQ(plan_of(match).starts_at, std::chrono::floor<days>(planned));
  EXPECT_FALSE(plan_of(match).time_is_exact);

  match.started_at = planned + minutes{4};
  EXPECT_EQ(plan_of(match).starts_at, match.started_at);
  EXPECT_TRUE(plan_of(match).time_is_exact);

  // Postponed without a new date.
  auto postponed = a_match();
  postponed.scheduled_at.reset();
  postponed.original_scheduled_at = planned;
  EXPECT_EQ(plan_of(postponed).starts_at, planned);

  auto archived = a_match();
  archived.scheduled_at.reset();
  archived.ended_at = planned;
  EXPECT_EQ(plan_of(archived).starts_at, std::chrono::floor<days>(planned));

  auto nothing = a_match();
  nothing.scheduled_at.reset();
  EXPECT_EQ(plan_of(nothing).starts_at, std::nullopt);
}

}  // namespace
}  // namespace cs2
