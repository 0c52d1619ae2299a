// What was written down while a clock was ahead.
#pragma once

#include "store/store.hpp"

namespace cs2::store {

// Moments that have passed and yet stand in the future become now: else feeds would not be due, news of a
// match would look older than what is stored, and messages would wait, all until the clock has caught up.
void forget_future(Store& store);

}  // namespace cs2::store
