#include "ingest/identity/match_resemblance.hpp"

#include <gtest/gtest.h>

#include "ingest/identity/weights.hpp"
#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

int points(const Match& one, const Match& other, MatchCircumstances both = {}) {
  const auto forth = compare_matches(case_of(one), case_of(other), both).points();
  EXPECT_EQ(compare_matches(case_of(other), case_of(one), both).points(), forth) << "not symmetric";
  return forth;
}

Match at_stage(Match match, std::string stage) {
  match.stage = std::move(stage);
  return match;
}

TEST(CompareMatches, is_sure_of_a_pair_at_its_time_whichever_side_stands_first) {
  const auto one = stored_match(1, now);

  EXPECT_GE(points(one, stored_match(2, now + 80min)), same_from);
  EXPECT_GE(points(one, stored_match(2, now + 80min, breakers, alpine)), same_from);
}

TEST(CompareMatches, takes_a_rematch_on_the_same_day_for_another) {
  const auto group = at_stage(finished(stored_match(1, now), {2, 0}), "Group A");
  const auto lower = at_stage(stored_match(2, now + 4h), "Lower bracket");

  EXPECT_LT(points(group, lower), doubtful_from);
}

TEST(CompareMatches, is_never_sure_of_a_match_at_another_time_of_the_same_stage) {
  const auto one = at_stage(stored_match(1, now), "Group A");
  const auto other = at_stage(stored_match(2, now + 3h), "Group A");

  EXPECT_LT(points(one, other), same_from);
  EXPECT_GE(points(one, other), doubtful_from);
}

TEST(CompareMatches, follows_one_that_moved_by_days_when_its_source_gave_the_old_one_up) {
  const auto one = at_stage(stored_match(1, now), "Playoffs – Final");
  const auto moved = at_stage(stored_match(2, now + days{3}), "Final");

  EXPECT_LT(points(one, at_stage(moved, "Playoffs")), same_from);
  EXPECT_GE(points(one, at_stage(moved, "Playoffs"), {.old_is_gone = true}), same_from);
}

TEST(CompareMatches, knows_that_what_is_over_does_not_begin_later) {
  EXPECT_LT(points(finished(stored_match(1, now - 1h), {1, 0}), stored_match(2, now)), same_from);
}

TEST(CompareMatches, tells_two_results_an_hour_apart_from_one) {
  const auto won = finished(stored_match(1, now - 1h), {1, 0});
  const auto lost = finished(stored_match(2, now), {0, 1});

  EXPECT_LT(points(won, lost), same_from);
  EXPECT_GE(points(won, finished(stored_match(2, now), {1, 0})), same_from);
}

TEST(CompareMatches, fills_an_undecided_side_only_near_its_time) {
  auto half = stored_match(1, now);
  half.opponents[1] = {};

  EXPECT_GE(points(half, stored_match(2, now + 40min)), same_from);
  EXPECT_LT(points(half, stored_match(2, now + 60min)), same_from);
}

TEST(CompareMatches, does_not_take_two_sources_nobodies_for_one) {
  auto one = stored_match(1, now);
  one.opponents = {};
  auto other = one;

  EXPECT_LT(points(one, other, {.other_source = true}), same_from);
}

TEST(CompareMatches, believes_a_source_that_tells_of_both) {
  EXPECT_LT(points(stored_match(1, now), stored_match(2, now + 60min), {.two_words = true}), doubtful_from);
}

TEST(CompareMatches, tells_two_matches_of_one_day_apart_by_their_results) {
  const auto of_a_day = [](Match match) {
    match.time_is_exact = false;
    return match;
  };
  const auto one = of_a_day(finished(stored_match(1, now), {2, 0}));

  EXPECT_GE(points(one, finished(stored_match(2, now + 3h), {2, 0})), same_from);
  EXPECT_GE(points(one, finished(stored_match(2, now + 3h, breakers, alpine), {0, 2})), same_from);
  EXPECT_LT(points(one, finished(stored_match(2, now + 3h), {2, 1})), doubtful_from);
  EXPECT_LT(points(one, finished(stored_match(2, now + 3h), {0, 2})), doubtful_from);
}

}  // namespace
}  // namespace cs2::ingest
