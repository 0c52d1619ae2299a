// An address of any bytes is refused, or its parts are parts of it; only loopback goes without TLS.
#include <cstdint>
#include <cstdlib>

#include "io/address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2::io;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  for (const auto scheme : {Scheme::http, Scheme::websocket}) {
    const auto address = parse_address(text, scheme);
    if (!address) continue;
    if (!address->secure && !address->loopback) std::abort();
    if (address->host.empty() || address->port.empty() || !address->target.starts_with('/')) std::abort();
    if (!text.contains(address->host)) std::abort();
  }
  return 0;
}
