// A stable fingerprint of bytes, for change detection and for naming raw answers in logs. Not for secrets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cs2 {

// FNV-1a, 64 bits. What comes in pieces is given piece by piece, each with the digest of those before.
constexpr std::uint64_t digest(std::string_view bytes, std::uint64_t before = 14695981039346656037ULL) {
  std::uint64_t hash = before;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 1099511628211ULL;
  }
  return hash;
}

// 16 hexadecimal digits.
std::string hex(std::uint64_t value);

}  // namespace cs2
