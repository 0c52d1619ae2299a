#pragma once

#include <string_view>

namespace cs2 {

inline constexpr std::string_view version = "0.1.0";
inline constexpr std::string_view project_url = "https://github.com/cs2resultsbot/cs2resultsbot";

}  // namespace cs2
