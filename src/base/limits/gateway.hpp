// Bounds of a gateway session's beginning, beside those of Discord's own in discord.hpp.
#pragma once

#include <chrono>

namespace cs2::limits {

using std::chrono::seconds;

// From identify or resume to READY or RESUMED. Other clients wait as long; a bot that is deaf is silent too.
inline constexpr seconds gateway_confirm_max{15};

}  // namespace cs2::limits
