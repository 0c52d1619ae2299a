#include "model/tournament.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Stages, are_named_without_their_round) {
  EXPECT_EQ(main_stage("Playoffs – Semifinal"), "Playoffs");
  EXPECT_EQ(main_stage("Group A – Opening match – Decider"), "Group A");
  EXPECT_EQ(main_stage("Semi-final"), "Semi-final");
  EXPECT_EQ(main_stage(""), "");
}

TEST(Tournaments, that_end_on_a_day_end_with_it) {
  Tournament tournament;
  EXPECT_FALSE(end_of(tournament));

  tournament.ends_at = parse_iso8601("2026-07-19T00:00:00Z");
  EXPECT_EQ(end_of(tournament), parse_iso8601("2026-07-20T00:00:00Z"));

  tournament.ends_at = parse_iso8601("2026-07-19T21:30:00Z");
  EXPECT_EQ(end_of(tournament), tournament.ends_at);
}

}  // namespace
}  // namespace cs2
