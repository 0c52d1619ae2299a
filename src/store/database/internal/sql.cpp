#include "store/database/internal/sql.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cassert>
#include <thread>
#include <unordered_map>

#include "base/limits/store.hpp"
#include "base/log.hpp"
#include "store/database/memory_only.hpp"
#include "store/database/sqlite_file.hpp"

namespace cs2::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite://";

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

// A prepared statement with the buffers that SOCI reads from and writes to: they must not move.
struct Statement {
  Statement(soci::session& session, const std::string& text, const std::vector<Cell>& values,
            const std::vector<Cell::Kind>& kinds)
      : in(values), in_states(values.size()), out(kinds.size()), out_states(kinds.size()), prepared(session) {
    prepared.alloc();
    for (std::size_t index = 0; index < out.size(); ++index) {
      auto& cell = out[index];
      auto& state = out_states[index];
      cell.kind = kinds[index];
      switch (cell.kind) {
        case Cell::Kind::integer:
          prepared.exchange(soci::into(cell.integer, state));
          break;
        case Cell::Kind::real:
          prepared.exchange(soci::into(cell.real, state));
          break;
        case Cell::Kind::text:
          prepared.exchange(soci::into(cell.text, state));
          break;
      }
    }
    for (std::size_t index = 0; index < in.size(); ++index) {
      const auto& cell = in[index];
      auto& state = in_states[index];
      switch (cell.kind) {
        case Cell::Kind::integer:
          prepared.exchange(soci::use(cell.integer, state));
          break;
        case Cell::Kind::real:
          prepared.exchange(soci::use(cell.real, state));
          break;
        case Cell::Kind::text:
          prepared.exchange(soci::use(cell.text, state));
          break;
      }
    }
    prepared.prepare(text);
    prepared.define_and_bind();
  }

  void fill(std::vector<Cell> values) {
    assert(values.size() == in.size());
    for (std::size_t index = 0; index < values.size(); ++index) {
      assert(values[index].kind == in[index].kind && "a text is always bound with the same types");
      in[index] = std::move(values[index]);
      in_states[index] = in[index].absent ? soci::i_null : soci::i_ok;
    }
  }

  void note_absent_columns() {
    for (std::size_t index = 0; index < out.size(); ++index) {
      auto& cell = out[index];
      cell.absent = out_states[index] == soci::i_null;
      if (!cell.absent) continue;
      cell.integer = 0;
      cell.real = 0;
      cell.text.clear();
    }
  }

  std::vector<Cell> in;
  std::vector<soci::indicator> in_states;
  std::vector<Cell> out;
  std::vector<soci::indicator> out_states;
  soci::statement prepared;
};

void replace_call(std::string& text, std::string_view word, std::string_view before, std::string_view after) {
  const auto open = fmt::format("{}(:", word);
  for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    const auto close = text.find(')', at);
    assert(close != std::string::npos);
    const auto placeholder = text.substr(at + word.size() + 1, close - at - word.size() - 1);
    text.replace(at, close + 1 - at, fmt::format("{}{}{}", before, placeholder, after));
  }
}

std::string in_sqlite(std::string text) {
  replace_call(text, "NUMBERS", "(SELECT value FROM json_each(", "))");
  replace_call(text, "TEXTS", "(SELECT value FROM json_each(", "))");
  replace_call(text, "PAIRS",
               "(SELECT json_extract(value, '$[0]') AS number, json_extract(value, '$[1]') AS text "
               "FROM json_each(",
               "))");
  replace_call(text, "SPANS",
               "(SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS low, "
               "json_extract(value, '$[2]') AS high FROM json_each(",
               "))");
  return text;
}

// An array is looked up in an index, element by element. A subquery would not be: PostgreSQL plans without
// seeing how short the list is, and reads the whole table instead.
std::string in_postgres(std::string text) {
  constexpr std::string_view numbers =
      "(ARRAY(SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(";
  replace_call(text, "NOT IN NUMBERS", fmt::format("<> ALL {}", numbers), " AS json))))");
  replace_call(text, "IN NUMBERS", fmt::format("= ANY {}", numbers), " AS json))))");
  replace_call(text, "IN TEXTS", "= ANY (ARRAY(SELECT value FROM json_array_elements_text(CAST(",
               " AS json))))");
  replace_call(text, "PAIRS",
               "(SELECT CAST(value ->> 0 AS BIGINT) AS number, value ->> 1 AS text "
               "FROM json_array_elements(CAST(",
               " AS json)))");
  replace_call(text, "SPANS",
               "(SELECT CAST(value ->> 0 AS BIGINT) AS id, CAST(value ->> 1 AS BIGINT) AS low, "
               "CAST(value ->> 2 AS BIGINT) AS high FROM json_array_elements(CAST(",
               " AS json)))");
  return text;
}

// NUMBERS(:ids), TEXTS(:names), PAIRS(:rows) and SPANS(:rows) in the database's own words.
std::string in_dialect(std::string_view text, bool sqlite) {
  return sqlite ? in_sqlite(std::string{text}) : in_postgres(std::string{text});
}

// Appended unless the operator chose otherwise: a server that went silent must not hold a thread for minutes.
std::string with_postgres_defaults(std::string url) {
  constexpr std::pair<std::string_view, std::string_view> defaults[] = {
      {"connect_timeout", "5"},
      {"application_name", "cs2results"},
      {"keepalives_idle", "30"},
      {"tcp_user_timeout", "15000"},
  };
  for (const auto& [name, value] : defaults) {
    if (url.find(fmt::format("{}=", name)) != std::string::npos) continue;
    url += fmt::format("{}{}={}", url.find('?') == std::string::npos ? '?' : '&', name, value);
  }
  return url;
}

// SOCI hides the type information of its session, which the undefined behaviour sanitizer wants for a
// downcast.
[[clang::no_sanitize("vptr")]] bool is_cut(soci::session& postgres) {
  const auto* backend = static_cast<soci::postgresql_session_backend*>(postgres.get_backend());
  return PQstatus(backend->conn_) != CONNECTION_OK;
}

boost::json::array parse_json_list(const std::string& list) {
  boost::system::error_code error;
  auto value = boost::json::parse(list, error);
  if (error || !value.is_array()) throw DatabaseError("a list cannot be read");
  return std::move(value.get_array());
}

}  // namespace

struct Sql::Session {
  Session(const soci::backend_factory& factory, const std::string& address, bool sqlite, Metrics& metrics)
      : connection(factory, address), sqlite(sqlite), metrics(metrics) {}

  // Says what SOCI's exception means to us.
  [[noreturn]] void rethrow(const soci::soci_error& error, std::string_view text) {
    const auto detail = fmt::format("{} [{}]", error.get_error_message(), text.substr(0, 120));
    if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
      const auto state = postgres->sqlstate();
      if (is_cut(connection) || state.starts_with("08") || state.starts_with("57P")) {
        broken = true;
        fail<DatabaseError>("connection", detail);
      }
      if (state.starts_with("23") || state.starts_with("40")) fail<WriteConflict>("conflict", detail);
      if (state.starts_with("22")) fail<ValueRefused>("refused", detail);
      fail<DatabaseError>("statement", detail);
    }
    if (const auto* lite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
      constexpr int busy = 5, too_big = 18, constraint = 19;
      if (lite->result() == constraint) fail<WriteConflict>("conflict", detail);
      if (lite->result() == too_big) fail<ValueRefused>("refused", detail);
      if (lite->result() == busy) fail<DatabaseError>("busy", detail);
    }
    fail<DatabaseError>("statement", detail);
  }

  template <class Exception>
  [[noreturn]] void fail(std::string_view kind, const std::string& detail) {
    metrics.count("cs2results_database_failures_total", {{"kind", kind}});
    throw Exception(detail);
  }

  soci::session connection;
  bool sqlite;
  Metrics& metrics;
  bool broken = false;
  // After the connection: a statement is freed before it.
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements;
};

Sql::Sql(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Sql::~Sql() = default;

bool Sql::is_sqlite() const {
  return session_->sqlite;
}
bool Sql::is_broken() const {
  return session_->broken;
}
void Sql::mark_broken() {
  session_->broken = true;
}

void Sql::run_once(const std::string& text) {
  try {
    session_->connection.once << text;
  } catch (const soci::soci_error& error) {
    session_->rethrow(error, text);
  }
}

std::int64_t Sql::insert_all(std::string_view head, const std::vector<std::vector<Cell>>& rows,
                             std::string_view tail) {
  // Three sizes, so that there are few texts to prepare however many rows there are.
  constexpr std::array<std::size_t, 3> sizes{64, 8, 1};
  std::int64_t inserted = 0;
  std::size_t begin = 0;
  for (const auto size : sizes) {
    while (rows.size() - begin >= size) {
      std::vector<std::string> tuples;
      std::vector<Cell> values;
      for (std::size_t row = begin; row < begin + size; ++row) {
        std::vector<std::string> places;
        for (const auto& cell : rows[row]) {
          places.push_back(fmt::format(":v{}", values.size()));
          values.push_back(cell);
        }
        tuples.push_back(fmt::format("({})", fmt::join(places, ", ")));
      }
      inserted +=
          execute(fmt::format("{} {} {}", head, fmt::join(tuples, ", "), tail), std::move(values), {}, {});
      begin += size;
    }
  }
  return inserted;
}

std::int64_t Sql::execute(std::string_view text, std::vector<Cell> values,
                          const std::vector<Cell::Kind>& kinds, const OnRow& on_row) {
  auto& statements = session_->statements;
  auto found = statements.find(text);
  try {
    if (found == statements.end()) {
      if (statements.size() >= limits::prepared_statements) statements.clear();
      auto statement = std::make_unique<Statement>(session_->connection, in_dialect(text, session_->sqlite),
                                                   values, kinds);
      found = statements.emplace(std::string{text}, std::move(statement)).first;
    }
    auto& statement = *found->second;
    statement.fill(std::move(values));
    if (kinds.empty()) {
      statement.prepared.execute(true);
      return statement.prepared.get_affected_rows();
    }
    statement.prepared.execute(false);
    while (statement.prepared.fetch()) {
      statement.note_absent_columns();
      on_row(statement.out);
    }
    return 0;
  } catch (const soci::soci_error& error) {
    // It may be half way through its rows, or have been prepared for an older schema.
    if (found != statements.end()) statements.erase(found);
    session_->rethrow(error, text);
  }
}

std::string to_json_list(const std::vector<std::int64_t>& numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ","));
}

std::string to_json_list(const std::vector<Span>& spans) {
  std::string list;
  for (const auto& [id, from, to] : spans)
    fmt::format_to(std::back_inserter(list), "{}[{},{},{}]", list.empty() ? '[' : ',', id, from, to);
  return list.empty() ? "[]" : list + "]";
}

std::string to_json_list(const std::vector<std::string>& texts) {
  boost::json::array list;
  list.reserve(texts.size());
  for (const auto& text : texts) list.emplace_back(text);
  return boost::json::serialize(list);
}

std::string to_json_list(const std::vector<std::pair<std::int64_t, std::string>>& pairs) {
  boost::json::array list;
  list.reserve(pairs.size());
  for (const auto& [number, text] : pairs) list.push_back(boost::json::array{number, text});
  return boost::json::serialize(list);
}

std::vector<std::string> parse_json_texts(const std::string& list) {
  std::vector<std::string> texts;
  for (const auto& element : parse_json_list(list)) {
    const auto* text = element.if_string();
    if (text == nullptr) throw DatabaseError("a list of texts holds something else");
    texts.emplace_back(text->data(), text->size());
  }
  return texts;
}

std::vector<std::int64_t> parse_json_numbers(const std::string& list) {
  std::vector<std::int64_t> numbers;
  for (const auto& element : parse_json_list(list)) {
    const auto* number = element.if_int64();
    if (number == nullptr) throw DatabaseError("a list of numbers holds something else");
    numbers.push_back(*number);
  }
  return numbers;
}

SqlPool::Lent::~Lent() {
  if (sql_) pool_->take_back(std::move(sql_), writes_);
}

SqlPool::SqlPool(std::string database_url, std::size_t sessions, Metrics& metrics)
    : url_(std::move(database_url)), sqlite_(url_.starts_with(sqlite_scheme)), metrics_(metrics) {
  readers_.free = std::max<std::size_t>(sqlite_ ? sessions - 1 : sessions, 1);
  writers_.free = 1;
  // The first session proves that the database is there, and for SQLite sets up the file.
  lend(true);
}

SqlPool::~SqlPool() = default;

SqlPool::Lent SqlPool::lend(bool writes) {
  require_blocking_allowed();
  std::unique_lock lock{mutex_};
  auto& from = shelf(writes);
  if (!returned_.wait_for(lock, limits::database_session_wait_max, [&] { return from.free > 0; })) {
    metrics_.count("cs2results_database_failures_total", {{"kind", "no_session"}});
    throw DatabaseError(
        fmt::format("no free database session within {} s", limits::database_session_wait_max.count()));
  }
  --from.free;
  if (!from.idle.empty()) {
    auto sql = std::move(from.idle.back());
    from.idle.pop_back();
    return {*this, std::move(sql), writes};
  }
  lock.unlock();
  try {
    return {*this, connect(writes), writes};
  } catch (...) {
    lock.lock();
    ++from.free;
    returned_.notify_one();
    throw;
  }
}

void SqlPool::take_back(std::unique_ptr<Sql> sql, bool writes) {
  std::vector<std::unique_ptr<Sql>> closed;  // outside the lock
  {
    const std::lock_guard lock{mutex_};
    auto& to = shelf(writes);
    if (sql->is_broken()) {
      closed.swap(to.idle);
      closed.push_back(std::move(sql));
    } else {
      to.idle.push_back(std::move(sql));
    }
    ++to.free;
  }
  returned_.notify_all();
}

std::unique_ptr<Sql> SqlPool::connect(bool writes) const {
  try {
    if (!sqlite_) {
      auto sql = std::make_unique<Sql>(
          std::make_unique<Sql::Session>(soci::postgresql, with_postgres_defaults(url_), false, metrics_));
      sql->run_once(fmt::format("SET statement_timeout = {}", limits::database_statement_max.count()));
      sql->run_once("SET idle_in_transaction_session_timeout = 60000");
      sql->run_once("SET client_min_messages = warning");
      return sql;
    }
    const auto path = sqlite_path(url_).value();
    if (writes) make_private_file(path);
    auto sql = std::make_unique<Sql>(std::make_unique<Sql::Session>(
        soci::sqlite3, fmt::format("db=\"{}\" timeout={}", path.string(), limits::database_busy_max.count()),
        true, metrics_));
    if (writes) {
      // Changing to WAL needs the file alone for a moment and does not wait for it by itself.
      for (int attempt = 1;; ++attempt) {
        try {
          sql->run_once("PRAGMA journal_mode = WAL");
          break;
        } catch (const DatabaseError&) {
          if (attempt == 50) throw;
          std::this_thread::sleep_for(milliseconds{20});
        }
      }
    }
    // FULL: what was acknowledged survives a power cut too, for one fsync per transaction, of which there are
    // few.
    sql->run_once("PRAGMA synchronous = FULL");
    sql->run_once("PRAGMA foreign_keys = ON");
    sql->run_once("PRAGMA temp_store = MEMORY");
    if (!writes) sql->run_once("PRAGMA query_only = ON");
    return sql;
  } catch (const soci::soci_error& error) {
    metrics_.count("cs2results_database_failures_total", {{"kind", "connection"}});
    throw DatabaseError(error.get_error_message());
  } catch (const std::filesystem::filesystem_error& error) {
    throw DatabaseError(error.what());
  }
}

Result<void> check_database_url(std::string_view url) {
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return {};
  if (!url.starts_with(sqlite_scheme))
    return invalid("the database address must start with sqlite:// or postgresql://");
  const auto path = url.substr(sqlite_scheme.size());
  if (path.empty() || path.starts_with(':')) return invalid("sqlite:// needs the path of a file");
  if (path.find('"') != std::string_view::npos)
    return invalid("the path of the database must not hold quotes");
  return {};
}

}  // namespace cs2::store
