// Bounds of calendars, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr days calendar_back{28};              // what was played earlier is found with /results
inline constexpr std::size_t calendar_entries = 500;  // about 250 KB; calendar apps give up above one MB
inline constexpr std::size_t calendar_looked_at =
    1'000;                                               // what SQL cannot narrow down is left out afterwards
inline constexpr std::size_t calendar_characters = 120;  // of one name in a line that people read
inline constexpr minutes calendar_refresh =
    60min;                                        // what an app is asked to do; many choose longer themselves
inline constexpr minutes calendar_alarm = 15min;  // before the start: time to open a stream
inline constexpr seconds calendar_kept = 60s;  // of a rendered one: a whole server may read the same address
inline constexpr std::size_t calendars_kept = 64;  // with the bytes above: 16 MB at most

// Of pages that others serve at LISTEN: they share the pool with those who answer people.
inline constexpr int pages_at_once = 2;
inline constexpr std::size_t pages_waiting_max = 200;  // beyond it a poller is asked to come back
inline constexpr seconds page_wait_max = 20s;          // pollers give up after 30 s
inline constexpr seconds page_retry_after = 60s;

}  // namespace cs2::limits
