// A date of any bytes is refused, or is a moment that is written back in a form that reads the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/clock.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto at = cs2::parse_http_date(text)) {
    if (cs2::parse_http_date(cs2::to_http_date(*at)) != at) std::abort();
  }
  if (const auto at = cs2::parse_iso8601(text)) {
    const auto written = cs2::to_iso8601(*at);
    // Offsets may lead out of the four digits of a year.
    if (written.size() <= 24 && !written.starts_with('-') && cs2::parse_iso8601(written) != at) std::abort();
  }
  return 0;
}
