// Days as readers write them.
#pragma once

#include <chrono>
#include <string>

#include "locale/language.hpp"

namespace cs2::locale {

// "July 12, 2026": what is only known to be on a day is on that day for readers everywhere, so it has no
// zone.
std::string date_text(std::chrono::year_month_day date, const Language& language);

}  // namespace cs2::locale
