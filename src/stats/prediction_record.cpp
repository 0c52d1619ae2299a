#include "stats/prediction_record.hpp"

#include <algorithm>
#include <cmath>

namespace cs2::stats {

PredictionRecord compute_prediction_record(std::span<const Predicted> predictions) {
  PredictionRecord record;
  if (predictions.empty()) return record;
  for (const auto& [probability, first_won] : predictions) {
    const auto winner = first_won ? probability : 1 - probability;
    const auto favourite = std::max(probability, 1 - probability);
    ++record.count;
    record.accuracy += winner > 0.5 ? 1 : winner == 0.5 ? 0.5 : 0;
    record.brier += (1 - winner) * (1 - winner);
    record.log_loss -= std::log(winner);
    auto& bin =
        record.bins.at(std::min(static_cast<std::size_t>((favourite - 0.5) * 10), record.bins.size() - 1));
    ++bin.count;
    bin.won += winner >= 0.5 ? 1 : 0;
    bin.expected += favourite;
  }
  record.accuracy /= record.count;
  record.brier /= record.count;
  record.log_loss /= record.count;
  for (auto& bin : record.bins) {
    if (bin.count > 0) bin.expected /= bin.count;
  }
  return record;
}

}  // namespace cs2::stats
