#include "stats/rating.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "stats/probability.hpp"

namespace cs2::stats {
namespace {

constexpr Timestamp begin = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};

// Five players of its own.
Side side_of(std::int64_t team) {
  Side side{.team = {team}, .line_up = {}};
  for (std::int64_t seat = 1; seat <= 5; ++seat) side.line_up.push_back({10 * team + seat});
  return side;
}

RatedMatch match_of(std::int64_t id, int day, const Side& winner, const Side& loser) {
  return {.id = {id}, .at = begin + days{day}, .sides = {winner, loser}, .winner = 0};
}

// Sixty matches of eight teams, several at once, sometimes without a line-up.
std::vector<RatedMatch> season() {
  std::mt19937 random{7};
  const auto number = [&](unsigned below) { return static_cast<std::int64_t>(random() % below); };
  std::vector<RatedMatch> matches;
  for (std::int64_t id = 1; id <= 60; ++id) {
    const auto first = 1 + number(8);
    const auto second = 1 + (first + number(7)) % 8;
    auto match = match_of(id, static_cast<int>(id / 3), side_of(first), side_of(second));
    if (number(5) == 0) match.sides[1].line_up.clear();
    match.winner = static_cast<Slot>(number(2));
    matches.push_back(match);
  }
  return matches;
}

TEST(Ratings, know_nothing_before_the_first_match) {
  const auto difference = Ratings{}.difference({side_of(1), side_of(2)}, begin);

  EXPECT_DOUBLE_EQ(difference.mean, 0);
  EXPECT_DOUBLE_EQ(difference.variance, 2 * 1.8 * 1.8 / 5);
}

TEST(Ratings, learn_from_a_first_result_what_can_be_calculated_by_hand) {
  Ratings ratings;
  ratings.learn(match_of(1, 0, side_of(1), side_of(2)));

  // The mode z of a normal distribution with variance 1.296 around 0 and a win: z / 1.296 = 1 - logistic(z).
  const double mode = 0.4917943567;
  EXPECT_NEAR(mode / 1.296, 1 - logistic(mode), 1e-6);
  const auto winner = ratings.strength_of(side_of(1), begin);
  EXPECT_NEAR(winner.mean, mode / 2, 1e-6) << "half of it is the winner's";
  const auto chance = logistic(mode) * (1 - logistic(mode));
  EXPECT_NEAR(winner.variance, (3.24 - std::pow(3.24 / 5, 2) / (1 / chance + 1.296)) / 5, 1e-6);
  EXPECT_DOUBLE_EQ(ratings.strength_of(side_of(2), begin).mean, -winner.mean);
}

TEST(Ratings, place_newcomers_lower_the_longer_history_is_recorded) {
  Ratings ratings;
  ratings.learn(match_of(1, 0, side_of(1), side_of(2)));

  EXPECT_DOUBLE_EQ(ratings.strength_of(side_of(9), begin).mean, 0);
  EXPECT_NEAR(ratings.strength_of(side_of(9), begin + days{60}).mean, -2 * (1 - std::exp(-1)), 1e-12);
  EXPECT_NEAR(ratings.strength_of(side_of(9), begin + days{3000}).mean, -2, 1e-9);
}

TEST(Ratings, become_less_certain_with_time_up_to_knowing_nothing) {
  Ratings ratings;
  ratings.learn(match_of(1, 0, side_of(1), side_of(2)));

  const auto now = ratings.strength_of(side_of(1), begin);
  const auto later = ratings.strength_of(side_of(1), begin + days{100});
  EXPECT_DOUBLE_EQ(later.mean, now.mean);
  EXPECT_NEAR(later.variance - now.variance, 100 * 0.007 * 0.007 / 5, 1e-12);
  EXPECT_DOUBLE_EQ(ratings.strength_of(side_of(1), begin + days{1'000'000}).variance, 1.8 * 1.8 / 5);
}

TEST(Ratings, follow_players_to_another_team) {
  Ratings ratings;
  ratings.learn(match_of(1, 0, side_of(1), side_of(2)));

  const Side moved{.team = {3}, .line_up = side_of(1).line_up};
  EXPECT_EQ(ratings.strength_of(moved, begin), ratings.strength_of(side_of(1), begin));
}

TEST(Ratings, take_the_last_line_up_of_a_team_else_strangers_of_its_own) {
  Ratings ratings;
  ratings.learn(match_of(1, 0, side_of(1), {.team = {2}, .line_up = {}}));

  EXPECT_EQ(ratings.strength_of({.team = {1}, .line_up = {}}, begin), ratings.strength_of(side_of(1), begin));
  EXPECT_LT(ratings.strength_of({.team = {2}, .line_up = {}}, begin).mean, 0) << "its strangers lost";
  EXPECT_DOUBLE_EQ(ratings.strength_of({.team = {3}, .line_up = {}}, begin).mean, 0) << "those are others";
}

TEST(Ratings, are_the_same_whatever_the_order_of_the_input) {
  auto matches = season();
  const auto ratings = replay(matches);
  std::ranges::shuffle(matches, std::mt19937{3});
  const auto shuffled = replay(matches);

  for (std::int64_t team = 1; team <= 8; ++team)
    EXPECT_EQ(ratings.strength_of(side_of(team), begin + days{30}),
              shuffled.strength_of(side_of(team), begin + days{30}));
}

TEST(Ratings, are_the_same_learned_one_by_one_or_replayed) {
  auto matches = season();
  sort_by_time(matches);
  Ratings one_by_one;
  for (std::size_t count = 1; count <= matches.size(); ++count) {
    one_by_one.learn(matches[count - 1]);
    const auto replayed = replay({matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(count)});
    ASSERT_EQ(one_by_one.strength_of(side_of(1), begin + days{30}),
              replayed.strength_of(side_of(1), begin + days{30}));
  }
}

TEST(Ratings, see_a_match_alike_from_both_sides) {
  const auto ratings = replay(season());

  for (std::int64_t first = 1; first <= 8; ++first) {
    for (std::int64_t second = 1; second <= 8; ++second) {
      const auto there =
          win_probability(ratings.difference({side_of(first), side_of(second)}, begin + days{30}));
      const auto back =
          win_probability(ratings.difference({side_of(second), side_of(first)}, begin + days{30}));
      EXPECT_NEAR(there + back, 1, 1e-12) << first << " against " << second;
    }
  }
}

}  // namespace
}  // namespace cs2::stats
