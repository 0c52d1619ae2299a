// The buttons of /following can be forged: what is read of one is written back as the same button.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits/discord.hpp"
#include "bot/subscription/actions.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto pressed = cs2::bot::parse_press(text);
  if (!pressed) return 0;
  if (pressed->number < 0) std::abort();
  const auto written = cs2::bot::to_id(pressed->press, pressed->number);
  if (written.size() > cs2::limits::custom_id) std::abort();
  const auto again = cs2::bot::parse_press(std::string_view{written}.substr(written.find(' ') + 1));
  if (!again || again->press != pressed->press || again->number != pressed->number) std::abort();
  return 0;
}
