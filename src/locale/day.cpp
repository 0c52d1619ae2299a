#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include "locale/internal/zones.hpp"
#include "locale/language.hpp"

namespace cs2::locale {
namespace {

// The first moment of a day: midnight, or where summer time skips it, the moment after the gap.
Timestamp start_of(const cctz::civil_day& day, const cctz::time_zone& zone) {
  return Timestamp{cctz::convert(cctz::civil_second{day}, zone).time_since_epoch()};
}

cctz::civil_day civil_day_of(std::chrono::year_month_day date) {
  return cctz::civil_day{static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                         static_cast<int>(static_cast<unsigned>(date.day()))};
}

}  // namespace

Day day_of(Timestamp at, std::string_view time_zone, int offset_days) {
  const auto today = std::chrono::sys_days{local_time(at, time_zone).date};
  return day_of(std::chrono::year_month_day{today + days{offset_days}}, time_zone);
}

Day day_of(std::chrono::year_month_day date, std::string_view time_zone) {
  const auto zone = find_zone(time_zone);
  const auto day = civil_day_of(date);
  return {.from = start_of(day, zone), .to = start_of(day + 1, zone)};
}

LocalTime local_time(Timestamp at, std::string_view time_zone) {
  const auto shown = cctz::convert(std::chrono::floor<seconds>(at), find_zone(time_zone));
  const auto date = std::chrono::year{static_cast<int>(shown.year())} / shown.month() / shown.day();
  return {.date = date, .since_midnight = hours{shown.hour()} + minutes{shown.minute()}};
}

bool is_time_zone(std::string_view name) {
  return system_zones().find(name, std::chrono::steady_clock::now()).has_value();
}

}  // namespace cs2::locale
