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

TEST(Match, has_no_score_for_a_state) {
  const auto normal = [](MatchStatus status, std::optional<Score> score, auto change) {
    MatchFacts facts;
    facts.status = status;
    facts.score = score;
    change(facts);
    return normalized(facts);
  };
  const auto nothing = [](MatchFacts&) {};

  EXPECT_FALSE(normal(MatchStatus::cancelled, Score{0, 0}, nothing).score);
  EXPECT_FALSE(normal(MatchStatus::scheduled, Score{0, 0}, nothing).score);
  EXPECT_FALSE(normal(MatchStatus::finished, Score{0, 0}, nothing).score);
  EXPECT_FALSE(
      normal(MatchStatus::finished, Score{1, 0}, [](MatchFacts& facts) { facts.forfeit = true; }).score);
  EXPECT_TRUE(normal(MatchStatus::live, Score{0, 0}, nothing).score);
  EXPECT_TRUE(normal(MatchStatus::postponed, Score{1, 1}, nothing).score);
  EXPECT_TRUE(normal(MatchStatus::finished, Score{1, 1}, [](MatchFacts& facts) { facts.draw = true; }).score);
}

TEST(Match, tells_an_advantage_before_the_start_apart_from_a_score) {
  MatchFacts facts;
  facts.score = facts.advantage = Score{1, 0};

  EXPECT_FALSE(normalized(facts).score);
  EXPECT_EQ(normalized(facts).advantage, (Score{1, 0}));
  facts.status = MatchStatus::live;
  EXPECT_EQ(normalized(facts).score, (Score{1, 0}));
}

TEST(Match, swapping_turns_every_number_and_side) {
  MatchFacts facts;
  facts.advantage = Score{1, 0};
  facts.score = Score{2, 1};
  facts.winner = 0;
  facts.maps = {{.number = 1,
                 .score = Score{13, 4},
                 .winner = 0,
                 .picked_by = 1,
                 .halves = {{.rounds = {9, 3}, .first_side = Side::ct}}}};

  const auto turned = swapped(facts);

  EXPECT_EQ(turned.score, (Score{1, 2}));
  EXPECT_EQ(turned.advantage, (Score{0, 1}));
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
