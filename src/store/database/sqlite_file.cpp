#include "store/database/sqlite_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace cs2::store {
namespace {

namespace fs = std::filesystem;

// Not std::ofstream: the file must not be readable by others for a moment either.
int open_private(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0)
    throw fs::filesystem_error("cannot open", path, std::error_code{errno, std::generic_category()});
  return descriptor;
}

// Whoever may not change it is not its owner either, and has his reasons.
void make_private(const fs::path& path, fs::perms wanted) {
  std::error_code ignored;
  const auto status = fs::status(path, ignored);
  constexpr auto others = fs::perms::group_all | fs::perms::others_all;
  if (fs::exists(status) && (status.permissions() & others) != fs::perms::none)
    fs::permissions(path, wanted, ignored);
}

}  // namespace

std::optional<fs::path> sqlite_path(std::string_view url) {
  constexpr std::string_view scheme = "sqlite://";
  if (!url.starts_with(scheme)) return std::nullopt;
  return fs::path{url.substr(scheme.size())};
}

void make_private_folder(const fs::path& folder) {
  if (folder.empty()) return;
  fs::create_directories(folder);
  make_private(folder, fs::perms::owner_all);
}

void make_private_file(const fs::path& path) {
  if (const auto folder = path.parent_path(); !folder.empty() && !fs::exists(folder))
    make_private_folder(folder);
  ::close(open_private(path));
  for (const auto* suffix : {"", "-wal", "-shm"})
    make_private(path.string() + suffix, fs::perms::owner_read | fs::perms::owner_write);
}

Result<SqliteLock> SqliteLock::take(std::string_view database_url) {
  const auto path = sqlite_path(database_url);
  if (!path) return SqliteLock{-1};
  try {
    make_private_file(*path);
    // Beside the database, whose own locks are SQLite's.
    SqliteLock lock{open_private(path->string() + "-running")};
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  } catch (const fs::filesystem_error& error) {
    return fail(ErrorKind::unavailable, "database: {}", error.what());
  }
  return fail(
      ErrorKind::conflict,
      "{} is used by another running cs2results; stop it first, or use PostgreSQL for several processes",
      path->string());
}

SqliteLock::~SqliteLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace cs2::store
