// Sample data that looks like the real thing: invented teams and tournaments around `now`.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "store/facts/apply.hpp"

namespace cs2::store {

// Written through apply, so seeding twice adds nothing.
Result<Applied> seed(Store& store, Timestamp now);

}  // namespace cs2::store
