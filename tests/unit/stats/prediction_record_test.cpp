#include "stats/prediction_record.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace cs2::stats {
namespace {

TEST(PredictionRecord, is_of_who_always_says_even_as_bad_as_a_coin) {
  const std::vector<Predicted> even{{.probability = 0.5, .first_won = true},
                                    {.probability = 0.5, .first_won = false}};

  const auto record = compute_prediction_record(even);

  EXPECT_EQ(record.count, 2);
  EXPECT_DOUBLE_EQ(record.accuracy, 0.5);
  EXPECT_DOUBLE_EQ(record.brier, 0.25);
  EXPECT_DOUBLE_EQ(record.log_loss, std::log(2));
}

TEST(PredictionRecord, sees_both_sides_alike) {
  const auto first =
      compute_prediction_record(std::vector<Predicted>{{.probability = 0.8, .first_won = true}});
  const auto second =
      compute_prediction_record(std::vector<Predicted>{{.probability = 0.2, .first_won = false}});

  EXPECT_DOUBLE_EQ(first.accuracy, 1);
  EXPECT_NEAR(first.brier, 0.04, 1e-12);
  EXPECT_NEAR(first.log_loss, second.log_loss, 1e-12);
  EXPECT_NEAR(first.brier, second.brier, 1e-12);
}

TEST(PredictionRecord, sorts_predictions_by_what_the_favourite_was_given) {
  const std::vector<Predicted> predictions{{.probability = 0.55, .first_won = false},
                                           {.probability = 0.05, .first_won = false},
                                           {.probability = 0.97, .first_won = true},
                                           {.probability = 1.0, .first_won = true}};

  const auto record = compute_prediction_record(predictions);

  EXPECT_EQ(record.bins[0].count, 1);
  EXPECT_EQ(record.bins[0].won, 0);
  EXPECT_EQ(record.bins[4].count, 3);
  EXPECT_EQ(record.bins[4].won, 3);
  EXPECT_NEAR(record.bins[4].expected, (0.95 + 0.97 + 1.0) / 3, 1e-12);
  EXPECT_EQ(compute_prediction_record({}).count, 0);
}

}  // namespace
}  // namespace cs2::stats
