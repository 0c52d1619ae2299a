// A Redis address of any bytes is read within its bounds or refused.
#include <cstdint>
#include <cstdlib>

#include "store/cache/internal/redis_address.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto address = cs2::store::parse_redis_url({reinterpret_cast<const char*>(bytes), size});
  if (!address) return 0;
  if (address->host.empty() || address->port < 1 || address->port > 65'535 || address->database < 0)
    std::abort();
  return 0;
}
