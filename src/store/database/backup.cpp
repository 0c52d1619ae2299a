#include "store/database/backup.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <functional>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"
#include "store/database/internal/postgres_programs.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite_file.hpp"
#include "store/database/state.hpp"

namespace cs2::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "cs2results-";
constexpr std::string_view sqlite_ending = ".sqlite";
constexpr std::string_view postgres_ending = ".dump";
constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};
constexpr std::string_view postgres_magic = "PGDMP";
const std::string state_key = "backup_at";

struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Sqlite = std::unique_ptr<sqlite3, Close>;

Error unavailable(const fs::path& file, std::string_view reason) {
  return {.kind = ErrorKind::unavailable, .detail = fmt::format("{}: {}", file.string(), reason)};
}

Result<Sqlite> open_sqlite(const fs::path& file) {
  sqlite3* connection = nullptr;
  const int opened = sqlite3_open_v2(file.c_str(), &connection, SQLITE_OPEN_READWRITE, nullptr);
  Sqlite owned{connection};
  if (opened != SQLITE_OK) return std::unexpected(unavailable(file, sqlite3_errmsg(connection)));
  constexpr int patience_ms = 10'000;
  sqlite3_busy_timeout(connection, patience_ms);
  return owned;
}

// The first column of the first row; empty where there is none.
Result<std::string> ask_sqlite(sqlite3* connection, const fs::path& file, const char* statement) {
  std::optional<std::string> first;
  const auto take = [](void* into, int columns, char** values, char**) {
    auto& found = *static_cast<std::optional<std::string>*>(into);
    if (!found && columns > 0 && values[0] != nullptr) found = values[0];
    return 0;
  };
  if (sqlite3_exec(connection, statement, take, &first, nullptr) != SQLITE_OK)
    return std::unexpected(unavailable(file, sqlite3_errmsg(connection)));
  return first.value_or("");
}

// All pages at once: whoever writes meanwhile is not waited for, and does not make it begin again.
Result<void> copy_sqlite(const fs::path& from, const fs::path& to) {
  const auto source = open_sqlite(from);
  if (!source) return failed(source);
  make_private_file(to);
  const auto target = open_sqlite(to);
  if (!target) return failed(target);
  auto* const copying = sqlite3_backup_init(target->get(), "main", source->get(), "main");
  if (copying == nullptr) return std::unexpected(unavailable(to, sqlite3_errmsg(target->get())));
  sqlite3_backup_step(copying, -1);
  if (sqlite3_backup_finish(copying) != SQLITE_OK)
    return std::unexpected(unavailable(to, sqlite3_errmsg(target->get())));
  // One file, without the log beside it.
  if (const auto single = ask_sqlite(target->get(), to, "PRAGMA journal_mode = DELETE"); !single)
    return failed(single);
  return {};
}

// Every page is read. conflict: a schema that this program does not know.
Result<void> verify_sqlite(const fs::path& file) {
  const auto opened = open_sqlite(file);
  if (!opened) return failed(opened);
  const auto checked = ask_sqlite(opened->get(), file, "PRAGMA integrity_check");
  if (!checked) return failed(checked);
  if (*checked != "ok") return std::unexpected(unavailable(file, *checked));
  const auto newest = ask_sqlite(opened->get(), file, "SELECT MAX(number) FROM migration");
  if (!newest) return failed(newest);
  if (parse_digits<std::size_t>(*newest).value_or(0) > embedded_migrations().size()) {
    return fail(ErrorKind::conflict, "{}: has migration {}, this version has only {}: use a newer version",
                file.string(), *newest, embedded_migrations().size());
  }
  return {};
}

// Its contents too, and not only its list of them.
Result<void> verify_postgres(const std::string& database_url, const fs::path& file) {
  return run_postgres_program(database_url, {"pg_restore", "--file=/dev/null", file.string()});
}

Result<void> write_and_verify(const std::string& database_url, const fs::path& file) {
  if (const auto path = sqlite_path(database_url)) {
    if (const auto copied = copy_sqlite(*path, file); !copied) return copied;
    return verify_sqlite(file);
  }
  make_private_file(file);
  const auto dumped = run_postgres_program(database_url, {"pg_dump", "--format=custom", "--no-owner",
                                                          "--no-privileges", "--file=" + file.string()});
  if (!dumped) return dumped;
  return verify_postgres(database_url, file);
}

// On the disk before its name says that it is good.
Result<void> publish(const fs::path& file, const fs::path& name) {
  const int written = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = written >= 0 && ::fsync(written) == 0;
  if (written >= 0) ::close(written);
  if (!synced || ::rename(file.c_str(), name.c_str()) != 0)
    return std::unexpected(unavailable(name, std::generic_category().message(errno)));
  if (const int folder = ::open(name.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

// cs2results-20260712T180000Z.sqlite: by name is by age.
bool is_backup(const fs::path& file) {
  const auto name = file.filename().string();
  const auto ending = file.extension().string();
  constexpr std::string_view shape = "00000000T000000Z";
  return name.starts_with(prefix) && (ending == sqlite_ending || ending == postgres_ending) &&
         name.size() == prefix.size() + shape.size() + ending.size() &&
         std::ranges::equal(name.substr(prefix.size(), shape.size()), shape, [](char c, char shaped) {
           return shaped == '0' ? c >= '0' && c <= '9' : c == shaped;
         });
}

std::string read_beginning(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(sqlite_magic.size(), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

Result<void> restore_sqlite(const std::string& database_url, const fs::path& path, const fs::path& file) {
  std::error_code ignored;
  const bool was_there = fs::exists(path, ignored);
  if (was_there && fs::file_size(path, ignored) > 0)
    return fail(ErrorKind::conflict, "{} is not empty: move it away first", path.string());
  if (const auto verified = verify_sqlite(file); !verified) return verified;
  const auto lock = SqliteLock::take(database_url);
  if (!lock) return failed(lock);
  const fs::path partial = path.string() + ".partial";
  auto restored = copy_sqlite(file, partial);
  if (restored) restored = verify_sqlite(partial);
  if (restored) restored = publish(partial, path);
  if (!restored) {
    fs::remove(partial, ignored);
    if (!was_there) fs::remove(path, ignored);
  }
  return restored;
}

Result<void> restore_postgres(const std::string& database_url, const fs::path& file) {
  const auto empty = is_empty_postgres(database_url);
  if (!empty) return failed(empty);
  if (!*empty)
    return fail(ErrorKind::conflict, "the database is not empty: restore into a new one, see createdb");
  if (const auto verified = verify_postgres(database_url, file); !verified) return verified;
  // In one transaction. It connects only where a name is given; the rest is in its environment.
  return run_postgres_program(
      database_url, {"pg_restore", "--dbname=", "--single-transaction", "--exit-on-error", "--no-owner",
                     "--no-privileges", file.string()});
}

}  // namespace

Result<Backup> write_backup(const std::string& database_url, const fs::path& folder, Timestamp now) {
  const auto path = sqlite_path(database_url);
  std::error_code error;
  if (path && !fs::exists(*path, error))
    return fail(ErrorKind::not_found, "{}: there is no database", path->string());
  try {
    const auto name =
        folder / fmt::format("{}{:%Y%m%dT%H%M%S}Z{}", prefix, std::chrono::floor<std::chrono::seconds>(now),
                             path ? sqlite_ending : postgres_ending);
    if (fs::exists(name)) return fail(ErrorKind::conflict, "{} exists already", name.string());
    const fs::path partial = name.string() + ".partial";
    auto written = write_and_verify(database_url, partial);
    if (written) written = publish(partial, name);
    if (!written) {
      fs::remove(partial, error);
      return failed(written);
    }
    return Backup{.file = name, .bytes = fs::file_size(name)};
  } catch (const fs::filesystem_error& broken) {
    return fail(ErrorKind::unavailable, "{}", broken.what());
  }
}

int remove_old_backups(const fs::path& folder, int keep) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.is_regular_file(ignored) && is_backup(entry.path())) found.push_back(entry.path());
  }
  std::ranges::sort(found, std::greater{}, [](const fs::path& file) { return file.stem().string(); });
  int removed = 0;
  for (auto place = static_cast<std::size_t>(std::max(keep, 0)); place < found.size(); ++place) {
    if (fs::remove(found[place], ignored)) ++removed;
  }
  return removed;
}

Result<void> restore_backup(const std::string& database_url, const fs::path& file) {
  const auto path = sqlite_path(database_url);
  const auto beginning = read_beginning(file);
  if (beginning.empty()) return invalid("{}: no such file, or it is unreadable", file.string());
  const bool of_sqlite = beginning == sqlite_magic;
  if (!of_sqlite && !beginning.starts_with(postgres_magic))
    return invalid("{}: not a backup of cs2results", file.string());
  if (of_sqlite != path.has_value()) {
    return invalid("{}: a backup of {}, but DATABASE_URL is {}", file.string(),
                   of_sqlite ? "SQLite" : "PostgreSQL", of_sqlite ? "PostgreSQL" : "SQLite");
  }
  try {
    return path ? restore_sqlite(database_url, *path, file) : restore_postgres(database_url, file);
  } catch (const fs::filesystem_error& broken) {
    return fail(ErrorKind::unavailable, "{}", broken.what());
  }
}

void note_backup(Store& store, Timestamp at) {
  save_state(store, state_key, std::to_string(at.time_since_epoch().count()));
}

std::optional<Timestamp> find_last_backup(Store& store) {
  const auto saved = find_state(store, state_key);
  const auto at = saved ? parse_digits<std::int64_t>(*saved) : std::nullopt;
  if (!at) return std::nullopt;
  return Timestamp{milliseconds{*at}};
}

}  // namespace cs2::store
