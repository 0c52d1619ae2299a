// How good predictions were that were written down before their matches.
#pragma once

#include <array>
#include <span>

namespace cs2::stats {

struct Predicted {
  double probability = 0.5;  // of the first side
  bool first_won = false;
};

// Of predictions by what the favourite was given: "50–60 %".
struct CalibrationBin {
  int count = 0;
  int won = 0;          // by the favourite
  double expected = 0;  // mean of what the favourites were given

  bool operator==(const CalibrationBin&) const = default;
};

struct PredictionRecord {
  int count = 0;
  double accuracy = 0;                   // share of favourites that won; an even match counts half
  double brier = 0;                      // mean square error of the probability: 0.25 of who always says 50 %
  double log_loss = 0;                   // 0.693 of who always says 50 %
  std::array<CalibrationBin, 5> bins{};  // from 50 % in steps of 10
};
PredictionRecord compute_prediction_record(std::span<const Predicted> predictions);

}  // namespace cs2::stats
