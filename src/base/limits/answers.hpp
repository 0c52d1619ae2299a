// Bounds of what a user may ask and gets, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

inline constexpr std::size_t matches_per_page = 10;
inline constexpr int list_pages_max =
    25;  // a menu jumps to each; other matches are found by day, team or event
inline constexpr std::size_t events_per_page = 8;
inline constexpr std::size_t ranking_per_page = 10;  // with line-ups, two lines each
inline constexpr std::size_t bracket_per_page = 12;
inline constexpr std::size_t line_ups_per_page = 6;
inline constexpr std::size_t audit_per_page = 8;
inline constexpr std::size_t audit_text = 80;  // characters of one value: eight entries fit an embed
inline constexpr int profile_last = 5;         // results that a card shows, and of which a form is made
inline constexpr int profile_next = 3;         // matches to come on a card
inline constexpr int event_today = 8;          // matches of one day that a card shows
inline constexpr int event_matches_max = 600;  // of the largest league in one season
inline constexpr int events_around_max = 300;  // running and announced at one time: about a hundred
inline constexpr int profile_aliases = 5;
inline constexpr int profile_events = 4;  // that one team plays at the same time
inline constexpr int placements_shown = 8;
inline constexpr int ranking_history = 24;             // dates: two years of monthly ones
inline constexpr std::chrono::days map_pool_days{90};  // longer ago the five were others
inline constexpr std::chrono::days figures_days{90};
inline constexpr int trail_max = 4;                  // answers that a reader may go back
inline constexpr std::size_t names_typed_max = 100;  // characters of a free-text option that we look at
inline constexpr int days_asked_max = 31;            // of a list: a month
inline constexpr int pages_max = 10'000;             // that a button may ask for
inline constexpr std::size_t interactions_remembered =
    10'000;                                               // against doubles: 11 a second for their 15 minutes
inline constexpr milliseconds names_refresh = 10s;        // how late a new name is suggested
inline constexpr milliseconds names_refresh_min = 100ms;  // in real time, however fast the story runs
inline constexpr int matches_suggested_from = 200;        // live and next ones that suggestions know
inline constexpr std::size_t guilds_per_write = 256;      // a process that starts learns thousands at once

}  // namespace cs2::limits
