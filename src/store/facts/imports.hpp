// How far files of past results were imported, so that one that was interrupted resumes where it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct ImportState {
  std::string digest;  // of the file; with the source it is the key
  std::string source;
  std::string name;
  std::int64_t rows_done = 0;
  std::int64_t rejected = 0;  // of them
  std::int64_t created = 0;   // matches
  std::int64_t changed = 0;
  Timestamp begun_at;
  std::optional<Timestamp> ended_at;  // absent: interrupted

  bool operator==(const ImportState&) const = default;
};

std::optional<ImportState> find_import(Store& store, const std::string& digest, const std::string& source);
void save_import(Store& store, const ImportState& state);

// PostgreSQL plans by what it last counted, and counts by itself once a minute: tables that grow from nothing
// to thousands of rows in between would be read from end to end. SQLite's plans do not depend on it.
void count_anew(Store& store);

}  // namespace cs2::store
