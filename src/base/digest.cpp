#include "base/digest.hpp"

#include <fmt/format.h>

namespace cs2 {

std::string hex(std::uint64_t value) {
  return fmt::format("{:016x}", value);
}

}  // namespace cs2
