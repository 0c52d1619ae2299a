#include "model/validate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace cs2 {
namespace {

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};

MatchFacts finished_best_of_three() {
  MatchFacts facts;
  facts.status = MatchStatus::finished;
  facts.best_of = 3;
  facts.started_at = now - hours{3};
  facts.ended_at = now - hours{1};
  facts.score = Score{2, 0};
  facts.winner = 0;
  facts.maps = {
      {.number = 1,
       .name = "Nuke",
       .status = MapStatus::finished,
       .score = Score{13, 7},
       .winner = 0,
       .halves = {{.rounds = {8, 4}}, {.rounds = {5, 3}}}},
      {.number = 2, .name = "Inferno", .status = MapStatus::finished, .score = Score{16, 13}, .winner = 0}};
  return facts;
}

bool breaks(const MatchFacts& facts, std::string_view rule) {
  return std::ranges::any_of(validate(facts, now),
                             [&](const auto& violation) { return violation.rule == rule; });
}

TEST(Validate, accepts_an_ordinary_result) {
  EXPECT_TRUE(validate(finished_best_of_three(), now).empty());
}

TEST(Validate, accepts_facts_that_say_nothing) {
  EXPECT_TRUE(validate(MatchFacts{}, now).empty());
}

TEST(Validate, knows_the_scores_that_end_a_map) {
  for (const Score score : {Score{13, 0}, Score{13, 11}, Score{16, 12}, Score{14, 16}, Score{19, 17},
                            Score{15, 19}, Score{22, 19}})
    EXPECT_TRUE(is_final_map_score(score)) << score.first << ":" << score.second;
  for (const Score score : {Score{0, 0}, Score{13, 12}, Score{12, 12}, Score{14, 12}, Score{16, 15},
                            Score{17, 15}, Score{19, 14}, Score{13, 13}})
    EXPECT_FALSE(is_final_map_score(score)) << score.first << ":" << score.second;
}

TEST(Validate, refuses_a_winner_with_fewer_maps) {
  auto facts = finished_best_of_three();
  facts.winner = 1;

  EXPECT_TRUE(breaks(facts, "winner_fits_score"));
}

TEST(Validate, takes_out_only_what_breaks_a_rule) {
  auto facts = finished_best_of_three();
  facts.maps[0].halves[0].rounds = {9, 4};
  facts.maps[1].score = Score{16, 15};
  facts.original_scheduled_at = Timestamp{};

  const auto left = without_violations(facts, now);

  ASSERT_TRUE(left);
  EXPECT_TRUE(validate(*left, now).empty());
  EXPECT_EQ(left->score, (Score{2, 0}));
  EXPECT_EQ(left->maps[0].score, (Score{13, 7}));
  EXPECT_TRUE(left->maps[0].halves.empty());
  EXPECT_FALSE(left->maps[1].score);
  EXPECT_EQ(left->maps[1].winner, 0);
  EXPECT_FALSE(left->original_scheduled_at);
}

TEST(Validate, keeps_a_match_that_is_ahead_without_its_score) {
  MatchFacts facts;
  facts.scheduled_at = now + hours{1};
  facts.score = Score{1, 0};
  ASSERT_TRUE(breaks(facts, "score_before_start"));

  const auto left = without_violations(facts, now);

  ASSERT_TRUE(left);
  EXPECT_EQ(left->scheduled_at, facts.scheduled_at);
  EXPECT_FALSE(left->score);
}

TEST(Validate, leaves_nothing_of_a_result_that_cannot_be) {
  auto facts = finished_best_of_three();
  facts.score = Score{3, 0};

  EXPECT_FALSE(without_violations(facts, now));
}

TEST(Validate, knows_results_without_a_score) {
  MatchFacts facts;
  facts.status = MatchStatus::finished;
  EXPECT_FALSE(has_result(facts));

  facts.forfeit = true;  // neither side came
  EXPECT_TRUE(has_result(facts));
  EXPECT_TRUE(validate(facts, now).empty());
}

TEST(Validate, refuses_more_maps_than_the_best_of_allows) {
  auto facts = finished_best_of_three();
  facts.score = Score{3, 0};

  EXPECT_TRUE(breaks(facts, "best_of_respected"));
}

TEST(Validate, refuses_times_that_run_backwards_or_lie_ahead) {
  auto backwards = finished_best_of_three();
  backwards.ended_at = now - hours{4};
  auto ahead = finished_best_of_three();
  ahead.ended_at = now + hours{1};

  EXPECT_TRUE(breaks(backwards, "times_in_order"));
  EXPECT_TRUE(breaks(ahead, "ended_in_the_past"));
}

TEST(Validate, refuses_halves_that_do_not_give_the_map_score) {
  auto facts = finished_best_of_three();
  facts.maps[0].halves[0].rounds = {9, 4};

  EXPECT_TRUE(breaks(facts, "halves_sum"));
}

TEST(Validate, refuses_a_finished_map_that_nobody_can_have_won) {
  auto facts = finished_best_of_three();
  facts.maps[1].score = Score{12, 12};

  EXPECT_TRUE(breaks(facts, "map_score"));
}

TEST(Validate, accepts_any_map_score_while_it_is_played) {
  auto facts = finished_best_of_three();
  facts.status = MatchStatus::live;
  facts.winner.reset();
  facts.ended_at.reset();
  facts.score = Score{1, 0};
  facts.maps[1] = {.number = 2, .status = MapStatus::live, .score = Score{5, 9}};

  EXPECT_TRUE(validate(facts, now).empty());
}

TEST(Validate, refuses_slots_that_do_not_exist) {
  auto facts = finished_best_of_three();
  facts.winner = 2;

  EXPECT_TRUE(breaks(facts, "winner"));
}

TEST(Validate, accepts_a_forfeit_without_rounds) {
  MatchFacts facts;
  facts.status = MatchStatus::finished;
  facts.best_of = 3;
  facts.forfeit = true;
  facts.winner = 1;

  EXPECT_TRUE(validate(facts, now).empty());
}

}  // namespace
}  // namespace cs2
