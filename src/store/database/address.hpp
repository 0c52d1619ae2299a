// Where a store is, before it is opened.
#pragma once

#include "base/result.hpp"
#include "store/store.hpp"

namespace cs2::store {

// invalid: an address.
Result<void> check(const StoreSettings& settings);
bool is_sqlite(const StoreSettings& settings);

}  // namespace cs2::store
