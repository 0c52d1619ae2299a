// Keeps the ratings true to the history, and writes predictions down when their matches begin.
//
// All results are learned anew when any of them may have changed, at most every limits::ratings_pause: a late
// result, a merge or an override then counts as if it had always been known. A prediction is made of what was
// learned by then, and never changed.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "stats/rating.hpp"
#include "store/store.hpp"

namespace cs2::ingest {

class RatingKeeper {
 public:
  RatingKeeper(store::Store& store, Metrics& metrics) : store_(store), metrics_(metrics) {}

  // Blocks; from one thread at a time.
  void step(Timestamp now);

 private:
  bool is_due(Timestamp now) const;
  void learn(Timestamp now);
  void predict(Timestamp now);
  void show_record();

  store::Store& store_;
  Metrics& metrics_;
  stats::Ratings ratings_;
  std::optional<Timestamp> learned_at_;
  std::int64_t learned_of_ = 0;  // the generation of the facts
};

}  // namespace cs2::ingest
