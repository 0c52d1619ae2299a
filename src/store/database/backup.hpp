// A whole database in one file: SQLite's own format, or PostgreSQL's custom dump.
//
// A backup is taken while the bot runs, from one moment: SQLite by its online backup interface, PostgreSQL by
// pg_dump. It is written under another name, read back as a whole and only then called cs2results-…; so
// whatever has that name is good. Nothing here needs a migrated database, and everything blocks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Backup {
  std::filesystem::path file;
  std::uintmax_t bytes = 0;
};

// Into `folder`, which is made where it is missing: cs2results-20260712T180000Z.sqlite or ….dump, readable by
// its owner only. not_found: no database there; unavailable: what could not be read, written or verified.
Result<Backup> write_backup(const std::string& database_url, const std::filesystem::path& folder,
                            Timestamp now);

// All but the newest `keep`. Files with other names stay. The number of those that are gone.
int remove_old_backups(const std::filesystem::path& folder, int keep);

// invalid: no backup, or one of the other database. conflict: the place is not empty, or the bot runs there.
// Whatever goes wrong, the place is as empty as it was.
Result<void> restore_backup(const std::string& database_url, const std::filesystem::path& file);

// When the last one was taken, for whoever watches.
void note_backup(Store& store, Timestamp at);
std::optional<Timestamp> find_last_backup(Store& store);

}  // namespace cs2::store
