// The schema: numbered files, embedded in the binary, forward only.
//
// Each runs in its own transaction and under a lock, so that two processes may start at once. A file that was
// applied and differs now (checksum), and a database newer than this binary, are refused.
//
// One file serves both databases. Where they need different words, a line of its own says for which of them
// the next line, exactly one, stays in; before a statement it says so of the whole statement:
//
//   CREATE TABLE team (
//       -- only: postgres
//       id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
//       -- only: sqlite
//       id INTEGER PRIMARY KEY,
//       name TEXT NOT NULL
//   );
//
// Every statement ends in a semicolon. Comments are `--` to the end of the line, quotes are single.
#pragma once

#include <span>
#include <string>
#include <string_view>
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

// A file's statements for one database, by the rule above. invalid: an unknown database, a marker without its
// line, an open quote, a last statement without semicolon.
Result<std::vector<std::string>> migration_statements(std::string_view file, bool sqlite);

// The newest applied migration (0 for an empty database) and the newest known to this binary.
struct SchemaVersion {
  int database = 0;
  int binary = 0;
};
SchemaVersion schema_version(Store& store);

std::span<const EmbeddedFile> embedded_migrations();  // src/store/migrations/*.sql

}  // namespace cs2::store
