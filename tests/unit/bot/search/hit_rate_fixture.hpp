// What people type, and the names that it is tried on: all those of tests/data.
#pragma once

#include <string>
#include <vector>

#include "store/queries/names.hpp"

namespace cs2::bot::finding {

struct Spelling {
  std::string group;  // "team typos"
  store::NameKind kind = store::NameKind::team;
  std::string typed;
  std::vector<std::string> meant;  // each is as right
};
std::vector<Spelling> read_spellings(store::NameKind kind);

// Weighed as on the day after the last match of the tables.
std::vector<store::Named> make_names(store::NameKind kind);

}  // namespace cs2::bot::finding
