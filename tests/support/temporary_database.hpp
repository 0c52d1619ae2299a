// A database and a cache for a test: every pair that is there, each database empty, its own, and gone at the
// end.
//
// CS2_TEST_POSTGRES_URL (postgresql://…/postgres, allowed to create databases) and CS2_TEST_REDIS_URL come
// from scripts/with-services; what needs them is skipped without them, with a message.
#pragma once

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/random.hpp"

namespace cs2::test {

enum class Database { sqlite, postgres };
enum class Caching { process, redis };

struct Backend {
  Database database = Database::sqlite;
  Caching caching = Caching::process;
};

inline std::string name(Database database) {
  return database == Database::sqlite ? "sqlite" : "postgres";
}
inline std::string name(const Backend& backend) {  // "sqlite_process"
  return fmt::format("{}_{}", name(backend.database),
                     backend.caching == Caching::process ? "process" : "redis");
}

inline std::string environment(const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return value == nullptr ? "" : value;
}

inline std::uint64_t number_from_environment(const char* variable, std::uint64_t otherwise) {
  const auto text = environment(variable);
  return text.empty() ? otherwise : std::stoull(text);
}

// Why the backend cannot be tested here; absent when it can.
inline std::optional<std::string> missing_service(const Backend& backend) {
  if (backend.database == Database::postgres && environment("CS2_TEST_POSTGRES_URL").empty())
    return "CS2_TEST_POSTGRES_URL is not set; run the tests with scripts/test";
  if (backend.caching == Caching::redis && environment("CS2_TEST_REDIS_URL").empty())
    return "CS2_TEST_REDIS_URL is not set; run the tests with scripts/test";
  return std::nullopt;
}

class TemporaryDatabase {
 public:
  explicit TemporaryDatabase(Database kind) : name_("cs2_test_" + hex(random_bits())) {
    if (kind == Database::sqlite) {
      folder_ = std::filesystem::temp_directory_path() / name_;
      std::filesystem::create_directory(folder_);
      // The blank is on purpose: an address must not care.
      url_ = fmt::format("sqlite://{}/cs2 results.db", folder_.string());
      return;
    }
    server_url_ = environment("CS2_TEST_POSTGRES_URL");
    run_on_server("CREATE DATABASE " + name_);
    const auto slash = server_url_.rfind('/');
    const auto query = server_url_.find('?');
    url_ = server_url_.substr(0, slash + 1) + name_ +
           (query == std::string::npos ? "" : server_url_.substr(query));
  }
  ~TemporaryDatabase() {
    std::error_code ignored;
    if (!folder_.empty())
      std::filesystem::remove_all(folder_, ignored);
    else
      run_on_server(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
  }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  const std::string& url() const { return url_; }

 private:
  void run_on_server(const std::string& statement) const {
    PGconn* connection = PQconnectdb(server_url_.c_str());
    PGresult* result = PQexec(connection, statement.c_str());
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
      fmt::print(stderr, "{}: {}\n", statement, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
  }

  std::filesystem::path folder_;  // SQLite
  std::string server_url_;        // PostgreSQL
  std::string name_;
  std::string url_;
};

}  // namespace cs2::test
