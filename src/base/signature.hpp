// Signatures with a secret key: who shows one got it from us.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cs2 {

// HMAC-SHA256 of `text` as 43 characters that are safe in an address (base64url without padding).
std::string sign(std::string_view text, std::string_view key);

// Takes the same time wherever the two differ, so that nobody finds a signature character by character.
bool is_same_secret(std::string_view one, std::string_view other);

// From the system's generator for keys, in the same alphabet: `bytes` bytes make four characters for each
// three.
std::string make_secret(std::size_t bytes);

}  // namespace cs2
