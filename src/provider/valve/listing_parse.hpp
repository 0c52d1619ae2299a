// The list of a year's files, as GitHub's API gives it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cs2::provider {

// The names in a `contents` answer; what has none is left out. drift: no list; too_large.
Result<std::vector<std::string>> parse_valve_listing(std::string_view json);

}  // namespace cs2::provider
