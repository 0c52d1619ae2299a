// Bounds of the process and its roles, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr seconds stop_max = 10s;            // SIGTERM to exit; Docker and systemd kill after 10 s
inline constexpr std::size_t blocking_threads = 4;  // plain functions run here; SQLite has one writer anyway
inline constexpr std::size_t blocking_queue_max = 4096;  // beyond it a caller gets "busy" instead of waiting

// Then everything is loaded and thousands of guilds have been read; what only that needed is given back.
inline constexpr seconds start_lasts = 1s;

inline constexpr milliseconds discord_pause_min = 1s;  // between tries to reach Discord at all
inline constexpr milliseconds discord_pause_max = 60s;
inline constexpr minutes sources_stale_after = 30min;  // the slowest feed at night is read more often

}  // namespace cs2::limits
