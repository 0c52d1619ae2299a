// What a batch must keep, whatever the database holds. Private to store.
#pragma once

#include "base/result.hpp"
#include "model/batch.hpp"

namespace cs2::store {

// invalid: an id appears twice, a row is referred to that nobody brings, two rows would be one in the
// database.
Result<void> check_batch(const Batch& batch);

}  // namespace cs2::store
