// A list of Valve's files of any bytes, or a file that lists pages, is read within its bounds or refused: no
// page lies anywhere but beside its file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "provider/valve/listing_parse.hpp"
#include "provider/valve/standings_parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto names = cs2::provider::parse_valve_listing(text); names && names->size() > 1'000)
    std::abort();
  for (const auto& path : cs2::provider::parse_valve_pages(text)) {
    if (!path.starts_with("details/") || path.contains("..") || path.contains("//")) std::abort();
  }
  return 0;
}
