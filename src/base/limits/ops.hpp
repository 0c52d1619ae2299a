// Bounds of operation: how old facts may grow before it is reported, each with its reason.
#pragma once

#include <chrono>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

inline constexpr seconds watchdog_every = 15s;    // a look costs one query that is usually remembered
inline constexpr int watchdog_matches_max = 200;  // live at once; the busiest day has had about thirty
inline constexpr minutes no_news_urgent = 3min;   // twice what the slower of the default sources needs
inline constexpr minutes no_news_soon = 30min;    // a hiccup and its pauses are over by then
inline constexpr days no_news_eventually{3};      // a weekend: rosters and rankings are as true on Monday
inline constexpr minutes backup_look_every{1};    // one row that is read by its key
inline constexpr seconds health_answer_max = 5s;  // who asks, such as Docker, waits as long for the program
inline constexpr hours list_every_max{2};  // what is asked more rarely than this, even at night, can wait

}  // namespace cs2::limits
