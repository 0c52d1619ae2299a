#include "store/database/migrate.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

struct Migration {
  int number = 0;
  std::string_view name;
  std::string checksum;
  std::vector<std::string> statements;
};

// "0003_roles.sql" → 3
std::optional<int> number_of(std::string_view file_name) {
  const auto number = take_number<int>(file_name);
  return number && *number > 0 && file_name.starts_with('_') ? number : std::nullopt;
}

Result<std::vector<Migration>> parse_migrations(std::span<const EmbeddedFile> files, bool sqlite) {
  std::vector<Migration> migrations;
  for (const auto& file : files) {
    const auto number = number_of(file.name);
    if (!number || *number != static_cast<int>(migrations.size()) + 1)
      return invalid("migration {}: the numbers must be 0001, 0002, … without a gap", file.name);
    auto statements = migration_statements(file.contents, sqlite);
    if (!statements) return invalid("migration {}: {}", file.name, statements.error().detail);
    migrations.push_back({.number = *number,
                          .name = file.name,
                          .checksum = hex(digest(file.contents)),
                          .statements = std::move(*statements)});
  }
  return migrations;
}

// PostgreSQL's key of the lock under which one process at a time migrates: "cs2" and a number of ours.
constexpr std::int64_t migration_lock = 0x637332'0001;

// SQLite is locked by BEGIN IMMEDIATE already.
void lock_schema(Sql& sql) {
  if (sql.is_sqlite()) return;
  sql.run_once(
      "SET LOCAL statement_timeout = 0");  // another process's migration may take its time, and ours too
  sql.run_once(fmt::format("SELECT pg_advisory_xact_lock({})", migration_lock));
}

bool has_bookkeeping(Sql& sql) {
  const auto found = sql.select_one<Row<int>>(
      sql.is_sqlite()
          ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
          : "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'");
  return found && std::get<0>(*found) > 0;
}

using Applied = Row<int, std::string, std::string>;  // number, name, checksum

std::vector<Applied> list_applied(Sql& sql) {
  if (!has_bookkeeping(sql)) return {};
  return sql.select<Applied>("SELECT number, name, checksum FROM migration ORDER BY number");
}

Result<void> check_applied(const std::vector<Applied>& applied, const std::vector<Migration>& migrations) {
  for (const auto& [number, name, checksum] : applied) {
    if (number > static_cast<int>(migrations.size())) {
      return fail(
          ErrorKind::conflict,
          "the database has migration {} ({}), this version has only {}: use a newer version, or restore a backup",
          number, name, migrations.size());
    }
    if (migrations[static_cast<std::size_t>(number) - 1].checksum != checksum) {
      return fail(
          ErrorKind::conflict,
          "migration {} ({}) differs from the one applied: use the version that created the database, or restore a backup",
          number, name);
    }
  }
  return {};
}

// The next one that is missing, in a transaction of its own. False when there is none.
Result<bool> apply_next(Store& store, const std::vector<Migration>& migrations, Migrated& migrated) {
  Writing writing{store};
  auto& sql = writing.sql();
  lock_schema(sql);
  const auto applied = list_applied(sql);
  if (const auto checked = check_applied(applied, migrations); !checked) return failed(checked);
  migrated.after = static_cast<int>(applied.size());
  if (applied.size() == migrations.size()) return false;

  if (applied.empty()) {
    sql.run_once(
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)");
  }
  const auto& next = migrations[applied.size()];
  for (const auto& statement : next.statements) sql.run_once(statement);
  sql.run(
      "INSERT INTO migration (number, name, checksum, applied_at) "
      "VALUES (:number, :name, :checksum, :applied_at)",
      next.number, next.name, next.checksum, store.clock().now());
  writing.commit();
  migrated.after = next.number;
  log::debug("store: migrated", {{"migration", next.name}});
  return true;
}

}  // namespace

Result<std::vector<std::string>> migration_statements(std::string_view file, bool sqlite) {
  constexpr std::string_view marker = "-- only: ";
  std::vector<std::string> statements;
  std::string statement;
  bool quoted = false;    // inside '…'
  bool marked = false;    // the line before was a marker
  bool left_out = false;  // and it named the other database
  bool is_other = false;  // so did one before the statement, which is left out as a whole
  for (const auto line : split(file, '\n')) {
    if (!quoted && trim(line).starts_with(marker)) {
      const auto database = trim(trim(line).substr(marker.size()));
      if (database != "sqlite" && database != "postgres")
        return invalid("`only: {}` is no database", database);
      if (marked) return invalid("a marker must be followed by the line it is for");
      marked = true;
      left_out = (database == "sqlite") != sqlite;
      continue;
    }
    const bool skip = marked && left_out;
    if (marked && trim(statement).empty()) is_other = left_out;
    marked = false;
    if (skip && !is_other) continue;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (!quoted && line.substr(at).starts_with("--")) break;
      if (line[at] == '\'') quoted = !quoted;
      if (line[at] != ';' || quoted) {
        statement += line[at];
        continue;
      }
      if (!trim(statement).empty() && !is_other) statements.emplace_back(trim(statement));
      statement.clear();
      is_other = false;
    }
    statement += '\n';
  }
  if (quoted) return invalid("a quote is not closed");
  if (marked) return invalid("a marker stands at the end");
  if (!trim(statement).empty()) return invalid("the last statement does not end in a semicolon");
  return statements;
}

Result<Migrated> migrate(Store& store) {
  return migrate(store, embedded_migrations());
}

Result<Migrated> migrate(Store& store, std::span<const EmbeddedFile> files) {
  const auto migrations = parse_migrations(files, store.is_sqlite());
  if (!migrations) return failed(migrations);

  Migrated migrated;
  migrated.before = static_cast<int>(list_applied(*store.sql().read()).size());
  while (true) {
    const auto more = apply_next(store, *migrations, migrated);
    if (!more) return failed(more);
    if (!*more) break;
  }
  if (migrated.after != migrated.before)
    log::info("store: migrated", {{"from", migrated.before}, {"to", migrated.after}});
  return migrated;
}

SchemaVersion schema_version(Store& store) {
  const auto applied = list_applied(*store.sql().read());
  return {.database = applied.empty() ? 0 : std::get<0>(applied.back()),
          .binary = static_cast<int>(embedded_migrations().size())};
}

}  // namespace cs2::store
