// A calendar's path of any bytes opens nothing, or names a subscription and a part of itself as the token.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/calendars.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view path{reinterpret_cast<const char*>(bytes), size};
  const auto asked = cs2::app::parse_calendar_path(path);
  if (!asked) return 0;
  if (asked->subscription.value <= 0 || !path.contains(asked->token)) std::abort();
  return 0;
}
