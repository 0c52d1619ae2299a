#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/playground/frame.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto frame =
      cs2::sim::parse_playground_frame(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!frame) return 0;
  const auto* use = std::get_if<cs2::sim::UseCommand>(&frame->what);
  if (use) static_cast<void>(cs2::sim::read_options({{.name = {"live"}}}, *use));
  return 0;
}
