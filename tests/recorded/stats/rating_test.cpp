// The rating over two years of real matches: single predictions to six digits, and how good all of them are.
#include "stats/rating.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <map>
#include <sstream>

#include "stats/probability.hpp"
#include "support/rated_history.hpp"
#include "support/recorded.hpp"

namespace cs2::stats {
namespace {

class RatingHistory : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::istringstream file{test::read_recorded("history/vrs_matches_2024-02_to_2026-05.csv")};
    history = test::read_rated_history(file);
    test::walk_forward(
        history.matches,
        [](const RatedMatch& match) { predictions[match.id] = ratings.difference(match.sides, match.at); },
        [](std::span<const RatedMatch> day) {
          for (const auto& match : day) ratings.learn(match);
        });
  }

  static boost::json::value reference() {
    return boost::json::parse(test::read_recorded("stats/reference_values.json")).at("rating");
  }
  static std::string text(const boost::json::value& row, std::string_view key) {
    return std::string{std::string_view{row.at(key).as_string()}};
  }

  static inline test::RatedHistory history;
  static inline Ratings ratings;
  static inline std::map<MatchId, Estimate> predictions;
};

TEST_F(RatingHistory, predicts_single_matches_exactly) {
  const auto rows = reference().at("predictions").as_array();
  ASSERT_FALSE(rows.empty());
  for (const auto& row : rows) {
    const auto& difference = predictions.at({row.at("row").as_int64()});
    EXPECT_NEAR(win_probability(difference), row.at("p_team_a").to_number<double>(), 1e-6);
    EXPECT_NEAR(difference.mean, row.at("logit_mean").to_number<double>(), 1e-6);
    EXPECT_NEAR(difference.variance, row.at("variance").to_number<double>(), 1e-6);
  }
}

TEST_F(RatingHistory, predicts_matches_after_its_end_exactly) {
  const auto rows = reference().at("predictions_after_the_file").as_array();
  ASSERT_FALSE(rows.empty());
  for (const auto& row : rows) {
    const auto difference =
        ratings.difference({history.side_of(text(row, "first")), history.side_of(text(row, "second"))},
                           test::day_in(text(row, "day")));
    EXPECT_NEAR(win_probability(difference), row.at("p_first").to_number<double>(), 1e-6);
  }
  const auto teams = reference().at("strength_2026-06-01").as_array();
  for (const auto& row : teams) {
    const std::string team{std::string_view{row.at(1).as_string()}};
    EXPECT_NEAR(ratings.strength_of(history.side_of(team), test::day_in("2026-06-01")).mean,
                row.at(0).to_number<double>(), 5e-5)
        << team;
  }
}

TEST_F(RatingHistory, is_as_good_as_it_has_to_be) {
  double log_loss = 0;
  double brier = 0;
  int hits = 0;
  int count = 0;
  for (const auto& match : history.matches) {
    const bool knows_both = !match.sides[0].line_up.empty() && !match.sides[1].line_up.empty();
    if (match.at < test::day_in("2025-01-01") || !knows_both) continue;
    const auto first = win_probability(predictions.at(match.id));
    const auto winner = match.winner == 0 ? first : 1 - first;
    log_loss -= std::log(winner);
    brier += (1 - winner) * (1 - winner);
    hits += winner > 0.5 ? 1 : 0;
    ++count;
  }
  ASSERT_EQ(count, 13149);
  EXPECT_LE(log_loss / count, 0.6220);
  EXPECT_LE(brier / count, 0.2166);
  EXPECT_GE(static_cast<double>(hits) / count, 0.647);
}

}  // namespace
}  // namespace cs2::stats
