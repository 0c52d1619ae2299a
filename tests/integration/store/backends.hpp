// The same test on every pair of database and cache that is there; see support/temporary_database.hpp.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "store/cache/cache.hpp"
#include "store/store.hpp"
#include "support/temporary_database.hpp"

namespace cs2::store {

using test::Backend;
using test::Caching;
using test::Database;
using test::TemporaryDatabase;

std::vector<Backend> all_backends();
std::vector<Backend> both_databases();  // where the cache does not matter

inline constexpr Timestamp test_start = from_unix_seconds(1'790'000'000);

// Redis is connected to in the background; fails the test when that does not happen.
void wait_until_reachable(Cache& cache);

// A migrated store on one backend, and more stores on the same database as other processes would have them.
class StoreTest : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override;
  void TearDown() override;

  StoreSettings settings() const;
  // With its cache reachable.
  std::unique_ptr<Store> open_another(const Clock& clock);
  std::unique_ptr<Store> open_another() { return open_another(clock_); }

  ManualClock clock_{test_start};
  Metrics metrics_;
  std::unique_ptr<TemporaryDatabase> database_;
  std::string redis_url_;  // empty: the cache is in the process
  std::unique_ptr<Store> opened_;
  Store& store() { return *opened_; }
};

#define CS2_ON_BACKENDS(Suite, backends)    \
  INSTANTIATE_TEST_SUITE_P(                 \
      , Suite, testing::ValuesIn(backends), \
      [](const testing::TestParamInfo<cs2::store::Backend>& info) { return cs2::test::name(info.param); })

}  // namespace cs2::store
