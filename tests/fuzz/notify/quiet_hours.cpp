// Quiet hours in any zone, whenever its clocks change: they end after now, within a day and an hour.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include "notify/quiet_hours.hpp"

namespace {

// The next bytes as a number; zeros where there are no more.
template <class T>
T take(const std::uint8_t*& bytes, std::size_t& size) {
  T value{};
  const auto count = std::min(size, sizeof value);
  std::memcpy(&value, bytes, count);
  bytes += count;
  size -= count;
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2;
  constexpr std::uint16_t day = 24 * 60;
  constexpr std::array zones{"UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe",
                             "Asia/Kathmandu"};
  constexpr std::uint64_t year_2100 = 4'102'444'800'000;
  const int from = take<std::uint16_t>(bytes, size) % day;
  const int until = take<std::uint16_t>(bytes, size) % day;
  const auto* zone = zones.at(take<std::uint8_t>(bytes, size) % zones.size());
  const auto now =
      from_unix_milliseconds(static_cast<std::int64_t>(take<std::uint64_t>(bytes, size) % year_2100));
  if (from == until) return 0;

  const auto end = notify::end_of_quiet_hours(
      {.time_zone = zone, .quiet_hours = store::QuietHours{.from = from, .until = until}}, now);
  if (end && (*end <= now || *end > now + hours{25})) std::abort();
  return 0;
}
