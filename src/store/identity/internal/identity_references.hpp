// Every column that names one of our things, and by what key its rows are found again. Private to store.
//
// A new column that names a team, player, tournament or match gets its line in identity_references.cpp.
#pragma once

#include <span>
#include <string_view>

#include "model/entity.hpp"

namespace cs2::store {

struct IdentityReference {
  EntityKind entity;
  std::string_view table;
  std::string_view column;
  std::string_view number_key;  // SQL over the table's columns
  std::string_view text_key;
  std::string_view only = "1 = 1";  // which rows name that kind of thing
  // A row of the survivor, called `other`, that makes this one stay where it is; empty: none can.
  std::string_view collision = {};
  std::string_view also = {};  // set with it
  bool follows_sides = false;  // its slots mean the match's sides
};

std::span<const IdentityReference> identity_references();

}  // namespace cs2::store
