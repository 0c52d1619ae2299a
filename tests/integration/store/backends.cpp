#include "integration/store/backends.hpp"

#include <thread>

#include "store/database/migrate.hpp"

namespace cs2::store {
std::vector<Backend> all_backends() {
  return {{Database::sqlite, Caching::process},
          {Database::sqlite, Caching::redis},
          {Database::postgres, Caching::process},
          {Database::postgres, Caching::redis}};
}

std::vector<Backend> both_databases() {
  return {{Database::sqlite, Caching::process}, {Database::postgres, Caching::process}};
}

void wait_until_reachable(Cache& cache) {
  for (int waits = 0; waits < 2000 && !cache.reachable(); ++waits)
    std::this_thread::sleep_for(milliseconds{10});
  ASSERT_TRUE(cache.reachable());
}

void StoreTest::SetUp() {
  if (const auto missing = test::missing_service(GetParam())) FAIL() << *missing;
  if (GetParam().caching == Caching::redis) redis_url_ = test::environment("CS2_TEST_REDIS_URL");
  database_ = std::make_unique<TemporaryDatabase>(GetParam().database);
  opened_ = open_another();
  const auto migrated = migrate(*opened_);
  ASSERT_TRUE(migrated) << migrated.error().detail;
}

void StoreTest::TearDown() {
  opened_.reset();
}

StoreSettings StoreTest::settings() const {
  return {.database_url = database_->url(), .redis_url = redis_url_};
}

std::unique_ptr<Store> StoreTest::open_another(const Clock& clock) {
  auto opened = Store::open(settings(), clock, metrics_);
  if (!opened) throw std::runtime_error(opened.error().detail);
  wait_until_reachable((*opened)->cache());
  return std::move(*opened);
}

}  // namespace cs2::store
