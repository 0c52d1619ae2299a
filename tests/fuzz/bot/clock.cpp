// What a manager types as a time of day or as quiet hours is refused, or lies within a day and reads the same
// once it is written out.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "bot/subscription/quiet_hours.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr int day = 24 * 60;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto minute = cs2::bot::parse_clock(text)) {
    if (*minute < 0 || *minute >= day) std::abort();
    if (cs2::bot::parse_clock(cs2::bot::clock_text(*minute)) != minute) std::abort();
  }
  if (const auto quiet = cs2::bot::parse_quiet_hours(text)) {
    const auto [from, until] = *quiet;
    if (from < 0 || from >= day || until < 0 || until >= day || from == until) std::abort();
    const auto written = cs2::bot::clock_text(from) + "-" + cs2::bot::clock_text(until);
    if (cs2::bot::parse_quiet_hours(written) != quiet) std::abort();
  }
  return 0;
}
