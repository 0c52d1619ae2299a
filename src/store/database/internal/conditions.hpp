// The conditions of a WHERE with their values, in order of appearance. Private to store.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/subscription.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

struct Conditions {
  std::string text;  // begins with a condition that has no values
  std::vector<Cell> values = {};

  template <class... Values>
  void add(std::string_view condition, const Values&... bound) {
    text += fmt::format(" AND {}", condition);
    (values.push_back(to_cell(bound)), ...);
  }
};

// The matches `m` that may concern the subject. Of a player those of all his teams: which of them counts is
// judged match by match.
void add_subject(Conditions& conditions, const Subject& subject);

}  // namespace cs2::store
