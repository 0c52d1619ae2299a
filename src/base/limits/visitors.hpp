// Bounds of those who connect to LISTEN, each with its reason.
#pragma once

#include <cstddef>

namespace cs2::limits {

// Beyond these new ones are closed at once. A monitoring system, a reverse proxy and its calendars keep a
// few.
inline constexpr std::size_t visitors_max = 256;
inline constexpr std::size_t visitors_per_address_max = 64;
// Descriptors that no visitor gets: for the database, Redis, sources, Discord and its gateway.
inline constexpr int descriptors_kept = 128;

}  // namespace cs2::limits
