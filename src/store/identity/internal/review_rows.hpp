// A score as it is stored. Private to store.
#pragma once

#include <string>

#include "model/review.hpp"

namespace cs2::store {

// [["name_equal", 80], …]
std::string to_json(const Resemblance& score);
// What that wrote; DatabaseError when it is something else.
Resemblance parse_score(const std::string& json);

}  // namespace cs2::store
