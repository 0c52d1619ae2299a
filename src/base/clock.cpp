#include "base/clock.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.hpp"

namespace cs2 {
namespace {

constexpr std::string_view weekday_names = "SunMonTueWedThuFriSat";
constexpr std::string_view month_names = "JanFebMarAprMayJunJulAugSepOctNovDec";

// Reads exactly `width` digits and drops them from the text.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  const auto value = parse_digits<int>(text.substr(0, width));
  if (value) text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

// Digits beyond milliseconds are read and dropped.
std::optional<milliseconds> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return milliseconds{0};
  int value = 0;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 3) value = value * 10 + (text.front() - '0');
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0 || digits > 9) return std::nullopt;
  for (std::size_t i = digits; i < 3; ++i) value *= 10;
  return milliseconds{value};
}

std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return minutes{0};
  const bool east = text.starts_with('+');
  if (!east && !text.starts_with('-')) return std::nullopt;
  text.remove_prefix(1);
  const auto hour = take_digits(text, 2);
  take(text, ':');
  const auto minute = take_digits(text, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const auto offset = hours{*hour} + minutes{*minute};
  return east ? offset : -offset;
}

}  // namespace

std::string to_iso_date(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_iso8601(Timestamp at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", to_iso_date(std::chrono::year_month_day{day}),
                          time.hours().count(), time.minutes().count(), time.seconds().count());
  if (time.subseconds().count() != 0) text += fmt::format(".{:03}", time.subseconds().count());
  return text + "Z";
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || !(take(text, 'T') || take(text, ' '))) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  const auto fraction = take_fraction(text);
  const auto offset = take_offset(text);
  if (!second || !fraction || !offset || !text.empty()) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::sys_days{date} + hours{*hour} + minutes{*minute} + seconds{*second} + *fraction -
         *offset;
}

std::string to_http_date(Timestamp at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<seconds>(at - day)};
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
      weekday_names.substr(std::chrono::weekday{day}.c_encoding() * 3, 3), static_cast<unsigned>(date.day()),
      month_names.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3), static_cast<int>(date.year()),
      time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::optional<Timestamp> parse_http_date(std::string_view text) {
  if (text.size() != 29 || text.substr(3, 2) != ", " || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = month_names.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  return parse_iso8601(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month / 3 + 1, text.substr(5, 2),
                                   text.substr(17, 8)));
}

Timestamp SystemClock::now() const {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

AcceleratedClock::AcceleratedClock(Timestamp start, double speed)
    : start_(start), begun_(std::chrono::steady_clock::now()), speed_(speed) {}

Timestamp AcceleratedClock::now() const {
  const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - begun_;
  return start_ + milliseconds{static_cast<std::int64_t>(passed.count() * speed_)};
}

milliseconds AcceleratedClock::real(milliseconds duration) const {
  return std::max(milliseconds{1},
                  milliseconds{static_cast<std::int64_t>(static_cast<double>(duration.count()) / speed_)});
}

}  // namespace cs2
