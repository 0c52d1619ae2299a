// Bounds of how old what sources say may be before it is said, each with its reason.
#pragma once

#include <chrono>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::minutes;

inline constexpr minutes source_fails_after = 5min;     // a hiccup and its first retries are over by then
inline constexpr minutes source_silent_after = 150min;  // the slowest source's lists come every two hours

}  // namespace cs2::limits
