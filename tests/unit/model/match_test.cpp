#include "model/match.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Match, swapping_twice_changes_nothing) {
  MatchFacts facts;
  facts.score = Score{2, 1};
  facts.winner = 0;
  facts.maps = {{.number = 1,
                 .score = Score{13, 4},
                 .winner = 0,
                 .picked_by = 1,
                 .halves = {{.rounds = {9, 3}, .first_side = Side::ct}}}};
  facts.veto = {{.action = VetoAction::ban, .by = 1, .map = "Nuke"}};

  EXPECT_EQ(swapped(swapped(facts)), facts);
}

TEST(Match, swapping_turns_every_number_and_side) {
  MatchFacts facts;
  facts.score = Score{2, 1};
  facts.winner = 0;
  facts.maps = {{.number = 1,
                 .score = Score{13, 4},
                 .winner = 0,
                 .picked_by = 1,
                 .halves = {{.rounds = {9, 3}, .first_side = Side::ct}}}};

  const auto turned = swapped(facts);

  EXPECT_EQ(turned.score, (Score{1, 2}));
  EXPECT_EQ(turned.winner, 1);
  EXPECT_EQ(turned.maps[0].score, (Score{4, 13}));
  EXPECT_EQ(turned.maps[0].picked_by, 0);
  EXPECT_EQ(turned.maps[0].halves[0].rounds, (Score{3, 9}));
  EXPECT_EQ(turned.maps[0].halves[0].first_side, Side::t);
}

TEST(Match, is_placed_by_its_start_then_by_its_schedule) {
  MatchFacts facts;
  EXPECT_FALSE(time_of(facts));
  facts.scheduled_at = from_unix_seconds(10);
  EXPECT_EQ(time_of(facts), from_unix_seconds(10));
  facts.started_at = from_unix_seconds(7);
  EXPECT_EQ(time_of(facts), from_unix_seconds(7));
}

}  // namespace
}  // namespace cs2
