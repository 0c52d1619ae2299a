#include "base/signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace cs2 {
namespace {

std::string to_base64url(std::span<const unsigned char> bytes) {
  static constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t waiting = 0;
  int bits = 0;
  for (const auto byte : bytes) {
    waiting = (waiting << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[(waiting >> (bits - 6)) & 63];
  }
  if (bits > 0) text += alphabet[(waiting << (6 - bits)) & 63];
  return text;
}

}  // namespace

std::string sign(std::string_view text, std::string_view key) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), code.data(), &size) ==
      nullptr)
    throw std::runtime_error("OpenSSL cannot sign");
  return to_base64url(std::span{code}.first(size));
}

bool is_same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string make_secret(std::size_t bytes) {
  std::vector<unsigned char> random(bytes);
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
    throw std::runtime_error("the system has no random bytes for a key");
  return to_base64url(random);
}

}  // namespace cs2
