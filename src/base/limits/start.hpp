// Bounds of what is tried again after the start until it works, each with its reason.
#pragma once

#include <chrono>

namespace cs2::limits {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// After Discord has said no to our commands: somebody has to change something first.
inline constexpr milliseconds commands_pause_min = seconds{15};
inline constexpr milliseconds commands_pause_max = minutes{60};

inline constexpr milliseconds database_pause_min{500};  // between tries to reach the database
inline constexpr milliseconds database_pause_max = seconds{15};

}  // namespace cs2::limits
