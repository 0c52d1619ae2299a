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

// What means nothing in the store: names of others, words, mentions, rubbish.
struct Unknown {
  std::string group;  // "player of the tables"
  std::string typed;
};
std::vector<Unknown> read_unknown(store::NameKind kind);

// Weighed as on the day after the last match of the tables.
std::vector<store::Named> make_names(store::NameKind kind);
// The same without what bears one of these names.
std::vector<store::Named> make_names_without(store::NameKind kind, const std::vector<Unknown>& unknown);

}  // namespace cs2::bot::finding
