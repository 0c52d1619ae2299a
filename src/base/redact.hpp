// Secrets that are known by where they are or how they look, whoever put them into a text.
#pragma once

#include <string>
#include <string_view>

namespace cs2 {

inline constexpr std::string_view redacted = "[redacted]";

// Bot tokens by shape, the segment behind /interactions/{id}/, /webhooks/{id}/ and /calendar/{id}/, the value
// behind "Authorization:" (also as a JSON member), and the values of `token`, `key` and `password` parameters
// and of user:password@ in URLs.
std::string redact_patterns(std::string_view text);

}  // namespace cs2
