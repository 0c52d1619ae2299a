// Bounds of how far ahead something may stand, each with its reason.
#pragma once

#include <chrono>

namespace cs2::limits {

inline constexpr std::chrono::hours delivery_ahead_max{25};  // quiet hours end within a day

}  // namespace cs2::limits
