#include "stats/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2::stats {
namespace {

using testing::Optional;

constexpr auto won = Outcome::won;
constexpr auto lost = Outcome::lost;
constexpr auto drawn = Outcome::drawn;

TEST(Record, has_a_rate_without_draws) {
  Record record;
  for (const auto outcome : {won, drawn, lost, won, won, drawn}) record.add(outcome);

  EXPECT_EQ(record, (Record{.won = 3, .lost = 1, .drawn = 2}));
  EXPECT_THAT(win_rate(record), Optional(0.75));
  EXPECT_EQ(win_rate({.drawn = 4}), std::nullopt);
}

TEST(Record, is_wide_where_little_is_known) {
  struct Case {
    int won, decided;
    double low, high;
  };
  for (const auto& [wins, decided, low, high] :
       {Case{0, 5, 0.0, 0.4345}, Case{4, 9, 0.1888, 0.7333}, Case{69, 82, 0.7474, 0.9049},
        Case{11, 22, 0.3072, 0.6928}}) {
    const auto interval = wilson_interval(wins, decided);
    EXPECT_NEAR(interval.low, low, 5e-5) << wins << " of " << decided;
    EXPECT_NEAR(interval.high, high, 5e-5) << wins << " of " << decided;
  }
  EXPECT_EQ(wilson_interval(0, 0).low, 0);
  EXPECT_EQ(wilson_interval(0, 0).high, 1);
}

TEST(Record, is_ordered_by_a_rate_that_trusts_few_matches_little) {
  const Record team{.won = 60, .lost = 40};

  EXPECT_DOUBLE_EQ(shrunk_rate({}, {}), 0.5);
  EXPECT_DOUBLE_EQ(shrunk_rate({}, team), 65.0 / 110);
  EXPECT_DOUBLE_EQ(shrunk_rate({.won = 2}, team), (2 + 20 * 65.0 / 110) / 22);
  EXPECT_LT(shrunk_rate({.won = 2}, team), shrunk_rate({.won = 26, .lost = 6}, team)) << "two of two are few";
}

TEST(Streak, is_of_the_latest_kind_and_wins_are_counted_at_their_longest) {
  const std::vector latest_first{won, won, lost, won, won, won, drawn, won};

  EXPECT_EQ(current_streak(latest_first), (Streak{.outcome = won, .length = 2}));
  EXPECT_EQ(longest_win_streak(latest_first), 3);
  EXPECT_EQ(current_streak(std::vector{lost}), (Streak{.outcome = lost, .length = 1}));
  EXPECT_EQ(current_streak({}), std::nullopt);
}

}  // namespace
}  // namespace cs2::stats
