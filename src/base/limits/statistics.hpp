// Bounds of statistics, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace cs2::limits {

inline constexpr int played_max = 5'000;  // matches that one answer counts: no team has played so many
inline constexpr int rated_from = 10;     // of fewer a percentage says more than is known
inline constexpr std::size_t table_columns = 42;  // what a phone shows of a code block without breaking lines
inline constexpr int form_matches = 20;           // that /form goes back
inline constexpr std::size_t form_per_page = 10;
inline constexpr std::size_t rated_per_statement = 5'000;         // matches whose line-ups are read at once
inline constexpr std::chrono::minutes ratings_pause{10};          // between two passes over all results
inline constexpr std::chrono::seconds ratings_step{30};           // between two looks at matches that began
inline constexpr std::chrono::minutes prediction_late_max{30};    // later it would no longer be one
inline constexpr int predictions_per_step = 50;                   // that begin within a minute
inline constexpr std::size_t statistics_rows = 5'000;             // of a file
inline constexpr std::size_t statistics_bytes = 1 * 1024 * 1024;  // likewise

}  // namespace cs2::limits
