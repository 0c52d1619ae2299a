#include "stats/probability.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2::stats {
namespace {

using testing::DoubleNear;
using testing::Optional;

double sum_of(const std::vector<ScoreChance>& scores, bool first_wins) {
  double sum = 0;
  for (const auto& chance : scores) {
    if ((chance.score.first > chance.score.second) == first_wins) sum += chance.probability;
  }
  return sum;
}

TEST(Probability, is_nearer_to_even_the_less_is_known) {
  EXPECT_NEAR(win_probability({.mean = 1, .variance = 0}), 0.731059, 1e-6);
  EXPECT_NEAR(win_probability({.mean = 0.325309, .variance = 0.49842}), 0.57383, 1e-5);
  EXPECT_LT(win_probability({.mean = 1, .variance = 1}), win_probability({.mean = 1, .variance = 0}));
}

TEST(Probability, is_rated_by_the_deviation_of_the_difference) {
  EXPECT_EQ(certainty_of({.mean = 0, .variance = 0.89 * 0.89}), Certainty::fair);
  EXPECT_EQ(certainty_of({.mean = 0, .variance = 0.91 * 0.91}), Certainty::low);
  EXPECT_EQ(certainty_of({.mean = 0, .variance = 1.09 * 1.09}), Certainty::low);
  EXPECT_EQ(certainty_of({.mean = 0, .variance = 1.11 * 1.11}), Certainty::none);
}

TEST(Probability, of_a_match_is_none_where_too_little_is_known_and_never_beyond_97_percent) {
  EXPECT_EQ(match_probability({.mean = 1, .variance = 1.296}, 3), std::nullopt) << "all are strangers";
  EXPECT_THAT(match_probability({.mean = 9, .variance = 0.1}, 3), Optional(0.97));
  EXPECT_THAT(match_probability({.mean = -9, .variance = 0.1}, 3), Optional(DoubleNear(0.03, 1e-12)));
}

TEST(Probability, of_one_map_is_nearer_to_even_than_that_of_a_match) {
  const Estimate difference{.mean = 1.2, .variance = 0.3};
  const auto match = *match_probability(difference, 3);
  const auto map = *match_probability(difference, 1);

  EXPECT_NEAR(map * map * (3 - 2 * map), match, 1e-9);
  EXPECT_LT(map, match);
  EXPECT_EQ(match_probability(difference, std::nullopt), match) << "most matches are a best-of-three";
}

TEST(SeriesScores, add_up_to_the_probability_of_the_match) {
  for (const int best_of : {1, 3, 5}) {
    for (const double probability : {0.03, 0.25, 0.5, 0.81, 0.97}) {
      const auto scores = compute_scores(probability, best_of);
      EXPECT_EQ(std::ssize(scores), best_of + 1);
      EXPECT_NEAR(sum_of(scores, true), probability, 1e-9);
      EXPECT_NEAR(sum_of(scores, false), 1 - probability, 1e-9);
    }
  }
}

TEST(SeriesScores, are_the_likeliest_first_and_alike_for_even_sides) {
  const auto even = compute_scores(0.5, 3);

  ASSERT_EQ(even.size(), 4u);
  EXPECT_EQ(even[0].score, (Score{2, 0}));
  EXPECT_EQ(even[1].score, (Score{0, 2}));
  EXPECT_NEAR(even[0].probability, even[1].probability, 1e-12);
  EXPECT_GT(even[0].probability, 0.25) << "independent maps would say 0.25: a good day lasts for all maps";
  EXPECT_LT(even[0].probability, 0.35);
}

TEST(SeriesScores, are_unknown_of_a_series_that_can_be_drawn) {
  EXPECT_TRUE(compute_scores(0.5, 2).empty());
  EXPECT_TRUE(compute_scores(0.5, 0).empty());
  EXPECT_TRUE(compute_scores(0.5, 11).empty());
}

}  // namespace
}  // namespace cs2::stats
