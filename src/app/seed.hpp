// What `seed` writes: a week of the simulation's days around `now`, so that every answer has something to
// show.
#pragma once

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "store/facts/apply.hpp"

namespace cs2::app {

// As any source's report comes in. A store that holds teams already stays as it is: nothing invented mixes
// with what is true, and the days of an earlier seeding lie around another `now`.
Result<store::Applied> seed(store::Store& store, Timestamp now, Metrics& metrics);

}  // namespace cs2::app
