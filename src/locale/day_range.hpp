// Days as people write them: "saturday", "last week", "weekend", "12 July", "12.07.", "2026-07-12".
//
// Names of days and months come from ICU, the other words from the language's catalogue ([day_word]). English
// is always understood too. A day without a year, or a weekday alone, is the nearest one in the direction
// that the question looks: a list of results looks back, one of what is planned ahead.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "locale/language.hpp"

namespace cs2::locale {

enum class Direction { back, ahead };

// Both included.
struct DayRange {
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  bool operator==(const DayRange&) const = default;
};

// `today` is the reader's. Nothing for what is no day. Weeks are from Monday to Sunday; "7/12" is July 12 in
// en-US and 7 December elsewhere.
std::optional<DayRange> parse_day_range(std::string_view typed, std::chrono::sys_days today,
                                        Direction direction, const Language& language);

// "Saturday, July 18", "July 6 – 12" with thin spaces, with the year where it is not that of `today`.
std::string day_range_name(const DayRange& range, std::chrono::sys_days today, const Language& language);

}  // namespace cs2::locale
