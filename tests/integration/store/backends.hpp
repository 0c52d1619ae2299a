// The same test on every pair of database and cache that is there.
//
// CS2_TEST_POSTGRES_URL (postgresql://…/postgres, allowed to create databases) and CS2_TEST_REDIS_URL come
// from scripts/with-services; without them the pairs that need them are skipped, with a message. Each test
// has an empty database of its own, which it drops.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "store/cache.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class Database { sqlite, postgres };
enum class Caching { process, redis };

struct Backend {
  Database database = Database::sqlite;
  Caching caching = Caching::process;
};

std::string name(const Backend& backend);  // "sqlite_process"
std::vector<Backend> all_backends();
std::vector<Backend> both_databases();  // where the cache does not matter

// Why the backend cannot be tested here; absent when it can.
std::optional<std::string> missing_service(const Backend& backend);

// An empty database, gone at the end.
class TemporaryDatabase {
 public:
  explicit TemporaryDatabase(Database kind);
  ~TemporaryDatabase();
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  const std::string& url() const { return url_; }

 private:
  std::filesystem::path folder_;  // SQLite
  std::string server_url_;        // PostgreSQL
  std::string name_;
  std::string url_;
};

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
      [](const testing::TestParamInfo<cs2::store::Backend>& info) { return cs2::store::name(info.param); })

}  // namespace cs2::store
