// Everything that is remembered: the database (SQLite or PostgreSQL) and the cache (in process or Redis).
//
// Repositories are plain functions over a Store, one header for each kind of row. Every function blocks, so
// call it from the blocking pool; all are safe from several threads. A database that cannot be reached is an
// exception (DatabaseError), what depends on input or on another process is a Result.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"

namespace cs2::store {

struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct StoreSettings {
  std::string database_url;  // sqlite:///absolute/path.db, sqlite://relative.db or postgresql://…
  std::string redis_url;     // empty: cache in process
  std::size_t sessions = 4;  // database connections at most
};

class Sql;      // a database session; store/database/internal/sql.hpp, for store's own files
class SqlPool;  // same
class Answers;  // store/cache/internal/answers.hpp, same
class Cache;    // store/cache/cache.hpp

class Store {
 public:
  // Connects, but migrates nothing; see store/database/migrate.hpp. invalid: the address; unavailable: nobody
  // answers there.
  static Result<std::unique_ptr<Store>> open(const StoreSettings& settings, const Clock& clock,
                                             Metrics& metrics);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  bool is_sqlite() const;
  const Clock& clock() const;
  Metrics& metrics() const;
  SqlPool& sql() const;
  Cache& cache() const;
  Answers& answers() const;

  // What is read from now on is at least as new as what the database holds now. Without it a write of another
  // process may be missed for limits::generation_age_max.
  void invalidate_now() const;

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cs2::store
