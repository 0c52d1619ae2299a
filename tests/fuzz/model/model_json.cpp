// Stored JSON of any bytes is read or refused, and what was read is written back to the same facts.
#include <cstdint>
#include <cstdlib>

#include "model/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto match = cs2::parse_match(text)) {
    if (cs2::parse_match(cs2::to_json(*match)) != *match) std::abort();
  }
  (void)cs2::parse_match_details(text);
  return 0;
}
