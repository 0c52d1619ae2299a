// Any bytes are inflated within the bound or refused, and the way they are cut into messages does not matter.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "discord/inflate.hpp"

namespace {

constexpr std::size_t payload_bytes_max = 64 * 1024;

// All that comes out of messages of `step` bytes, and whether the stream was accepted to its end.
std::pair<std::string, bool> inflate_in_steps(std::string_view text, std::size_t step) {
  cs2::discord::Inflater inflater{payload_bytes_max};
  std::string out;
  while (!text.empty()) {
    const auto payload = inflater.push(text.substr(0, step));
    if (!payload) return {out, false};
    if (*payload) {
      if ((*payload)->size() > payload_bytes_max) std::abort();
      out += **payload;
    }
    text.remove_prefix(std::min(step, text.size()));
  }
  return {out, true};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  // The bound is per payload, which cuts at other places may divide otherwise; so accepted streams only are
  // compared.
  const auto [by_byte, byte_accepted] = inflate_in_steps(text, 1);
  const auto [by_seven, seven_accepted] = inflate_in_steps(text, 7);
  const bool whole_payloads = text.ends_with(std::string_view{"\x00\x00\xFF\xFF", 4});
  if (byte_accepted && seven_accepted && whole_payloads && by_byte != by_seven) std::abort();
  return 0;
}
