// Bounds of what a user may ask and gets, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

inline constexpr std::size_t matches_per_page = 5;
inline constexpr std::size_t names_typed_max = 100;  // characters of a free-text option that we look at
inline constexpr int pages_max = 10'000;             // that a button may ask for
inline constexpr std::size_t interactions_remembered =
    10'000;                                               // against doubles: 11 a second for their 15 minutes
inline constexpr milliseconds names_refresh = 10s;        // how late a new name is suggested
inline constexpr milliseconds names_refresh_min = 100ms;  // in real time, however fast the story runs
inline constexpr int matches_suggested_from = 200;        // live and next ones that suggestions know
inline constexpr std::size_t guilds_per_write = 256;      // a process that starts learns thousands at once

}  // namespace cs2::limits
