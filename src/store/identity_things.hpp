// The four kinds of things that can be merged, split and retired, by one name. Private to store.
#pragma once

#include <string>

#include "model/thing.hpp"
#include "store/sql.hpp"

namespace cs2::store {

// For people: the name; of a match who plays and when. "?" where it is not there.
std::string describe(Sql& sql, Thing thing, std::int64_t id);

}  // namespace cs2::store
