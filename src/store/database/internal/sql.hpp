// A database session, and the pool that lends them. Private to store.
//
// One SQL text serves both databases. Values are bound in order of appearance; each placeholder
// (`:name`) appears once. A whole list is bound to one placeholder, as JSON, so that a text needs no variable
// number of them:
//
//   sql.select<Row<TeamId, std::string>>("SELECT id, name FROM team WHERE id IN NUMBERS(:ids)", ids);
//   sql.select_one<Row<TeamId>>("SELECT ours FROM alias WHERE folded IN TEXTS(:names)", names);
//
//   sql.run("INSERT INTO guild (id, name) SELECT g.number, g.text FROM PAIRS(:guilds) AS g", guilds);
//
//   sql.select<Row<MatchId>>("SELECT m.id FROM SPANS(:spans) AS s CROSS JOIN match m WHERE …", spans);
//
// NUMBERS, TEXTS, PAIRS (number, text) and SPANS (id, low, high) are the only words that are not SQL: each
// database unfolds JSON in its own way.
// A prepared statement is kept per session and text.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Another writer was faster: a unique key is taken, a deadlock was broken, a referenced row is not there.
struct WriteConflict : DatabaseError {
  using DatabaseError::DatabaseError;
};
// The database does not take the value, for example text that is not UTF-8.
struct ValueRefused : DatabaseError {
  using DatabaseError::DatabaseError;
};

// A value on its way to or from the database; absent is NULL.
struct Cell {
  enum class Kind : std::uint8_t { integer, real, text };
  Kind kind = Kind::integer;
  bool absent = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string text = {};
};

// A range of numbers, such as times, that is wanted of one thing.
struct Span {
  std::int64_t id = 0;
  std::int64_t from = 0;
  std::int64_t to = 0;
};

std::string to_json_list(const std::vector<Span>& spans);
std::string to_json_list(const std::vector<std::int64_t>& numbers);
std::string to_json_list(const std::vector<std::string>& texts);
std::string to_json_list(const std::vector<std::pair<std::int64_t, std::string>>& pairs);
// What that wrote; DatabaseError when it is something else.
std::vector<std::string> parse_json_texts(const std::string& list);
std::vector<std::int64_t> parse_json_numbers(const std::string& list);

// How a C++ type is stored in a column.
template <class T>
struct Column;

template <std::integral T>
struct Column<T> {
  static constexpr auto kind = Cell::Kind::integer;
  static Cell write(T value) { return {.kind = kind, .integer = static_cast<std::int64_t>(value)}; }
  static T read(Cell& cell) { return static_cast<T>(cell.integer); }
};
template <>
struct Column<double> {
  static constexpr auto kind = Cell::Kind::real;
  static Cell write(double value) { return {.kind = kind, .real = value}; }
  static double read(Cell& cell) { return cell.real; }
};
template <>
struct Column<std::string> {
  static constexpr auto kind = Cell::Kind::text;
  static Cell write(std::string_view value) { return {.kind = kind, .text = std::string{value}}; }
  static std::string read(Cell& cell) { return std::move(cell.text); }
};
template <>
struct Column<Timestamp> {
  static constexpr auto kind = Cell::Kind::integer;
  static Cell write(Timestamp value) { return {.kind = kind, .integer = unix_milliseconds(value)}; }
  static Timestamp read(Cell& cell) { return from_unix_milliseconds(cell.integer); }
};
template <>
struct Column<seconds> {
  static constexpr auto kind = Cell::Kind::integer;
  static Cell write(seconds value) { return {.kind = kind, .integer = value.count()}; }
  static seconds read(Cell& cell) { return seconds{cell.integer}; }
};
// No id is NULL.
template <class Tag>
struct Column<Id<Tag>> {
  static constexpr auto kind = Cell::Kind::integer;
  static Cell write(Id<Tag> id) { return {.kind = kind, .absent = !id, .integer = id.value}; }
  static Id<Tag> read(Cell& cell) { return {cell.absent ? 0 : cell.integer}; }
};
template <class T>
struct Column<std::optional<T>> {
  static constexpr auto kind = Column<T>::kind;
  static Cell write(const std::optional<T>& value) {
    return value ? Column<T>::write(*value) : Cell{.kind = kind, .absent = true};
  }
  static std::optional<T> read(Cell& cell) {
    return cell.absent ? std::nullopt : std::optional<T>{Column<T>::read(cell)};
  }
};
// Discord's ids, kept as a JSON list.
template <>
struct Column<std::vector<std::uint64_t>> {
  static constexpr auto kind = Cell::Kind::text;
  static Cell write(const std::vector<std::uint64_t>& ids) {
    return {.kind = kind, .text = to_json_list(std::vector<std::int64_t>(ids.begin(), ids.end()))};
  }
  static std::vector<std::uint64_t> read(Cell& cell) {
    const auto numbers = parse_json_numbers(cell.text);
    return {numbers.begin(), numbers.end()};
  }
};
// Other lists are only bound.
template <class T>
struct Column<std::vector<T>> {
  static constexpr auto kind = Cell::Kind::text;
  static Cell write(const std::vector<T>& list) { return {.kind = kind, .text = to_json_list(list)}; }
};
template <class Tag>
struct Column<std::vector<Id<Tag>>> {
  static constexpr auto kind = Cell::Kind::text;
  static Cell write(const std::vector<Id<Tag>>& ids) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(ids.size());
    for (const auto id : ids) numbers.push_back(id.value);
    return {.kind = kind, .text = to_json_list(numbers)};
  }
};

template <class T>
Cell to_cell(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return Column<std::string>::write(value);
  } else {
    return Column<T>::write(value);
  }
}

template <class... Values>
std::vector<Cell> to_cells(const Values&... values) {
  return {to_cell(values)...};
}

// A row is a tuple, or, when it is wide, a struct with `auto columns() { return std::tie(…); }`.
template <class... Columns>
using Row = std::tuple<Columns...>;

class Sql {
 public:
  struct Session;
  explicit Sql(std::unique_ptr<Session> session);
  ~Sql();
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  // How many rows were inserted, updated or deleted.
  template <class... Values>
  std::int64_t run(std::string_view text, const Values&... values) {
    return run_bound(text, {to_cell(values)...});
  }
  // For texts that are put together: the values in the same order, as with select_bound.
  std::int64_t run_bound(std::string_view text, std::vector<Cell> values) {
    return execute(text, std::move(values), {}, {});
  }

  template <class RowType, class... Values>
  std::vector<RowType> select(std::string_view text, const Values&... values) {
    return select_bound<RowType>(text, {to_cell(values)...});
  }
  template <class RowType>
  std::vector<RowType> select_bound(std::string_view text, std::vector<Cell> values) {
    std::vector<RowType> rows;
    execute(text, std::move(values), kinds_of<RowType>(),
            [&rows](std::span<Cell> cells) { rows.push_back(read_row<RowType>(cells)); });
    return rows;
  }
  template <class RowType, class... Values>
  std::optional<RowType> select_one(std::string_view text, const Values&... values) {
    auto rows = select<RowType>(text, values...);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }

  // Many rows with few statements. `head` ends in VALUES, `tail` is what follows the rows; each row has the
  // same columns. How many were inserted.
  std::int64_t insert_all(std::string_view head, const std::vector<std::vector<Cell>>& rows,
                          std::string_view tail = {});

  // One statement as it is, without values: schema changes, BEGIN, PRAGMA.
  void run_once(const std::string& text);

  bool is_sqlite() const;
  // The connection is gone; the session must not be lent again.
  bool is_broken() const;
  void mark_broken();

 private:
  using OnRow = std::function<void(std::span<Cell>)>;
  std::int64_t execute(std::string_view text, std::vector<Cell> values, const std::vector<Cell::Kind>& kinds,
                       const OnRow& on_row);

  template <class RowType>
  static auto columns_of(RowType& row) {
    if constexpr (requires { row.columns(); }) {
      return row.columns();
    } else {
      return std::apply([](auto&... column) { return std::tie(column...); }, row);
    }
  }
  template <class RowType>
  static std::vector<Cell::Kind> kinds_of() {
    RowType row{};
    return std::apply(
        [](auto&... column) {
          return std::vector<Cell::Kind>{Column<std::remove_cvref_t<decltype(column)>>::kind...};
        },
        columns_of(row));
  }
  template <class RowType>
  static RowType read_row(std::span<Cell> cells) {
    RowType row{};
    std::size_t index = 0;
    std::apply(
        [&](auto&... column) {
          ((column = Column<std::remove_cvref_t<decltype(column)>>::read(cells[index++])), ...);
        },
        columns_of(row));
    return row;
  }

  std::unique_ptr<Session> session_;
};

// Lends sessions, at most so many at once; whoever finds none free waits, but not for ever.
//
// SQLite has one session that writes and the others only read: its writers would wait for each other anyway,
// and a reader never waits for them. With PostgreSQL any session does both. A session whose connection broke
// is closed, and with it the idle ones, which surely lost theirs too: the next call connects anew.
class SqlPool {
 public:
  class Lent {
   public:
    Lent(SqlPool& pool, std::unique_ptr<Sql> sql, bool writes)
        : pool_(&pool), sql_(std::move(sql)), writes_(writes) {}
    ~Lent();
    Lent(Lent&&) = default;
    Lent& operator=(Lent&&) = delete;
    Sql* operator->() const { return sql_.get(); }
    Sql& operator*() const { return *sql_; }

   private:
    SqlPool* pool_;
    std::unique_ptr<Sql> sql_;
    bool writes_;
  };

  // Throws DatabaseError when nobody answers.
  SqlPool(std::string database_url, std::size_t sessions, Metrics& metrics);
  ~SqlPool();

  // Do not borrow while holding another: with all sessions held so, everybody would wait.
  Lent read() { return lend(false); }
  Lent write() { return lend(true); }
  bool is_sqlite() const { return sqlite_; }

 private:
  struct Shelf {
    std::vector<std::unique_ptr<Sql>> idle;
    std::size_t free = 0;
  };

  Lent lend(bool writes);
  void take_back(std::unique_ptr<Sql> sql, bool writes);
  std::unique_ptr<Sql> connect(bool writes) const;
  Shelf& shelf(bool writes) { return sqlite_ && writes ? writers_ : readers_; }

  std::string url_;
  bool sqlite_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable returned_;
  Shelf readers_;
  Shelf writers_;  // SQLite only
};

// sqlite://… or postgresql://…; invalid when neither.
Result<void> check_database_url(std::string_view url);

}  // namespace cs2::store
