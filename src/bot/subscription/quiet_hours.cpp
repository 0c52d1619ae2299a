#include "bot/subscription/quiet_hours.hpp"

#include <fmt/format.h>

#include "base/limits/channel.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::bot {
namespace {

constexpr int minutes_per_hour = 60;
constexpr int minutes_per_day = 24 * minutes_per_hour;

}  // namespace

std::optional<int> parse_clock(std::string_view text) {
  const auto mark = std::min(text.find_first_of(":."), text.size());
  const auto two_digits = [](std::string_view digits, int most) {
    return digits.size() <= 2 ? parse_digits(digits, most) : std::nullopt;
  };
  const auto hour = two_digits(text.substr(0, mark), 24);
  const auto minute = mark == text.size() ? std::optional{0} : two_digits(text.substr(mark + 1), 59);
  if (!hour || !minute || (*hour == 24 && *minute != 0)) return std::nullopt;
  return *hour % 24 * minutes_per_hour + *minute;
}

std::optional<store::QuietHours> parse_quiet_hours(std::string_view typed) {
  constexpr std::string_view long_dash = "–";
  auto dash = typed.find('-');
  std::size_t width = 1;
  if (dash == std::string_view::npos) {
    dash = typed.find(long_dash);
    width = long_dash.size();
  }
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_clock(trim(typed.substr(0, dash)));
  const auto until = parse_clock(trim(typed.substr(dash + width)));
  if (!from || !until || *from == *until) return std::nullopt;
  return store::QuietHours{.from = *from, .until = *until};
}

bool leaves_time(const store::QuietHours& quiet) {
  const auto awake = (quiet.from - quiet.until + minutes_per_day) % minutes_per_day;
  return minutes{awake} >= limits::awake_min;
}

std::string clock_text(int minute_of_day) {
  return fmt::format("{:02}:{:02}", minute_of_day / minutes_per_hour, minute_of_day % minutes_per_hour);
}

}  // namespace cs2::bot
