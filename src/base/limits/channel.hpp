// How much a channel bears, each with its reason.
#pragma once

#include <chrono>

namespace cs2::limits {

inline constexpr std::chrono::hours awake_min{1};  // a day, in which goes out what was held

inline constexpr double busy_per_day =
    20;  // notifications of one subscription, beyond which people mute a channel

}  // namespace cs2::limits
