#pragma once

#include <memory>

#include "app/settings.hpp"
#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "store/store.hpp"

namespace cs2::app {

// Where the store is; the state folder's SQLite file where DATABASE_URL is absent. invalid: an address.
Result<store::StoreSettings> store_settings(const Settings& settings);

// Not migrated yet.
Result<std::unique_ptr<store::Store>> open_store(const Settings& settings, const Clock& clock,
                                                 Metrics& metrics);

// The database as an operator may see it: without a password.
std::string describe_database(const Settings& settings);

}  // namespace cs2::app
