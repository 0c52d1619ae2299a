#include "integration/store/backends.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <thread>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "store/migrate.hpp"

namespace cs2::store {
namespace {

std::string environment(const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return value == nullptr ? "" : value;
}

void run_on_server(const std::string& url, const std::string& statement) {
  PGconn* connection = PQconnectdb(url.c_str());
  PGresult* result = PQexec(connection, statement.c_str());
  EXPECT_EQ(PQresultStatus(result), PGRES_COMMAND_OK) << PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
}

}  // namespace

std::string name(const Backend& backend) {
  return fmt::format("{}_{}", backend.database == Database::sqlite ? "sqlite" : "postgres",
                     backend.caching == Caching::process ? "process" : "redis");
}

std::vector<Backend> all_backends() {
  return {{Database::sqlite, Caching::process},
          {Database::sqlite, Caching::redis},
          {Database::postgres, Caching::process},
          {Database::postgres, Caching::redis}};
}

std::vector<Backend> both_databases() {
  return {{Database::sqlite, Caching::process}, {Database::postgres, Caching::process}};
}

std::optional<std::string> missing_service(const Backend& backend) {
  if (backend.database == Database::postgres && environment("CS2_TEST_POSTGRES_URL").empty())
    return "CS2_TEST_POSTGRES_URL is not set; run the tests with scripts/test";
  if (backend.caching == Caching::redis && environment("CS2_TEST_REDIS_URL").empty())
    return "CS2_TEST_REDIS_URL is not set; run the tests with scripts/test";
  return std::nullopt;
}

TemporaryDatabase::TemporaryDatabase(Database kind) : name_("cs2_test_" + hex(random_bits())) {
  if (kind == Database::sqlite) {
    folder_ = std::filesystem::temp_directory_path() / name_;
    std::filesystem::create_directory(folder_);
    url_ = fmt::format("sqlite://{}/cs2 results.db", folder_.string());
    return;
  }
  server_url_ = environment("CS2_TEST_POSTGRES_URL");
  run_on_server(server_url_, "CREATE DATABASE " + name_);
  const auto slash = server_url_.rfind('/');
  const auto query = server_url_.find('?');
  url_ = server_url_.substr(0, slash + 1) + name_ +
         (query == std::string::npos ? "" : server_url_.substr(query));
}

TemporaryDatabase::~TemporaryDatabase() {
  if (!folder_.empty())
    std::filesystem::remove_all(folder_);
  else
    run_on_server(server_url_, fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
}

void wait_until_reachable(Cache& cache) {
  for (int waits = 0; waits < 2000 && !cache.reachable(); ++waits)
    std::this_thread::sleep_for(milliseconds{10});
  ASSERT_TRUE(cache.reachable());
}

void StoreTest::SetUp() {
  if (const auto missing = missing_service(GetParam())) GTEST_SKIP() << *missing;
  if (GetParam().caching == Caching::redis) redis_url_ = environment("CS2_TEST_REDIS_URL");
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
