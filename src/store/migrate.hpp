// The schema: numbered files, embedded in the binary, forward only.
//
// Each runs in its own transaction and under a lock, so that two processes may start at once. A file that was applied
// and differs now (checksum), and a database newer than this binary, are refused.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Migrated {
  int before = 0;  // newest migration found
  int after = 0;
};

// conflict: checksum differs, or the database is newer; the detail says what to do.
Result<Migrated> migrate(Store& store);
Result<Migrated> migrate(Store& store, std::span<const EmbeddedFile> files);

// The newest applied migration (0 for an empty database) and the newest known to this binary.
struct SchemaVersion {
  int database = 0;
  int binary = 0;
};
SchemaVersion schema_version(Store& store);

std::span<const EmbeddedFile> embedded_migrations();  // src/store/migrations/*.sql

}  // namespace cs2::store
