// Custom ids come from clients: whatever is read must be written back in a form that reads the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits/discord.hpp"
#include "bot/question.hpp"
#include "view/question.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), count};
  if (const auto pressed = cs2::view::parse_custom_id(text)) {
    const auto written = cs2::view::to_custom_id(*pressed);
    if (written.size() > cs2::limits::custom_id || cs2::view::parse_custom_id(written) != pressed)
      std::abort();
  }
  if (const auto reference = cs2::view::parse_reference(text)) {
    if (cs2::view::parse_reference(cs2::view::to_string(*reference)) != reference) std::abort();
  }
  return 0;
}
