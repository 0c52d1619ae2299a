// The file of a SQLite database: private to its user, and one bot's alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace cs2::store {

// Nothing of another database's address.
std::optional<std::filesystem::path> sqlite_path(std::string_view url);

// Makes the file, and the folders that are missing; both, and what SQLite keeps beside the file, are readable
// by their owner only. Throws std::filesystem::filesystem_error.
void make_private_file(const std::filesystem::path& path);
// A folder that is ours alone.
void make_private_folder(const std::filesystem::path& folder);

// Held for as long as a process runs the bot over the file; the commands of an operator do not need it. The
// kernel gives it back, whatever becomes of the process.
class SqliteLock {
 public:
  // conflict: another process holds it. unavailable: the file cannot be made. Of another database there is
  // nothing to hold.
  static Result<SqliteLock> take(std::string_view database_url);

  explicit SqliteLock(int descriptor) : descriptor_(descriptor) {}
  ~SqliteLock();
  SqliteLock(SqliteLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  SqliteLock& operator=(SqliteLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

 private:
  int descriptor_;
};

}  // namespace cs2::store
