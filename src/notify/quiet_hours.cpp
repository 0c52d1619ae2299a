#include "notify/quiet_hours.hpp"

#include "locale/language.hpp"

namespace cs2::notify {

std::optional<Timestamp> end_of_quiet_hours(const store::GuildSettings& settings, Timestamp now) {
  if (!settings.quiet_hours) return std::nullopt;
  const auto [from, until] = *settings.quiet_hours;
  constexpr int day = 24 * 60;
  const auto zone = settings.time_zone.value_or("UTC");
  const auto time = locale::local_time(now, zone);
  const auto minute = static_cast<int>(time.since_midnight.count());
  const bool quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!quiet) return std::nullopt;
  const auto end = std::chrono::floor<minutes>(now) + minutes{(until - minute + day) % day};
  // Where clocks change in between, it ends by the new ones, unless they leave that time out.
  const auto shown = static_cast<int>(locale::local_time(end, zone).since_midnight.count());
  const auto off = (until - shown + day + day / 2) % day - day / 2;
  const auto by_clock = end + minutes{off};
  return locale::local_time(by_clock, zone).since_midnight == minutes{until} ? by_clock : end;
}

}  // namespace cs2::notify
