// An address to listen on of any bytes is refused, or is one in digits that reads the same once it is
// written.
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/listen_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2::io;
  const auto address = parse_listen_address({reinterpret_cast<const char*>(bytes), size});
  if (!address) return 0;
  if (address->host.empty() || address->host.find_first_of(" /@[]") != std::string::npos) std::abort();
  const bool is_six = address->host.contains(':');
  const auto written =
      fmt::format("{}{}{}:{}", is_six ? "[" : "", address->host, is_six ? "]" : "", address->port);
  const auto again = parse_listen_address(written);
  if (!again || *again != *address) std::abort();
  return 0;
}
