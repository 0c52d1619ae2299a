#include "store/cache/internal/redis_address.hpp"

#include <optional>

#include "base/number.hpp"

namespace cs2::store {
namespace {

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    const auto value = parse_number<unsigned>(text.substr(at + 1, 2), 16);
    if (!value) return std::nullopt;
    decoded += static_cast<char>(*value);
    at += 2;
  }
  return decoded;
}

}  // namespace

Result<RedisAddress> parse_redis_url(std::string_view url) {
  constexpr std::string_view scheme = "redis://";
  // The address may hold a password, so it is not repeated in the detail.
  if (!url.starts_with(scheme)) return invalid("the Redis address must start with redis://");
  auto rest = url.substr(scheme.size());
  RedisAddress address;

  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    const auto credentials = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const auto colon = credentials.find(':');
    if (colon == std::string_view::npos) return invalid("the Redis address needs `:password@`");
    const auto user = percent_decoded(credentials.substr(0, colon));
    const auto password = percent_decoded(credentials.substr(colon + 1));
    if (!user || !password) return invalid("the Redis password is not percent-encoded correctly");
    address.user = *user;
    address.password = *password;
  }

  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    const auto database = rest.substr(slash + 1);
    rest = rest.substr(0, slash);
    if (!database.empty()) {
      const auto number = parse_digits(database, 65'535);
      if (!number) return invalid("the Redis database must be a number");
      address.database = *number;
    }
  }

  const auto bracket = rest.rfind(']');  // [::1]:6379
  const auto colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    const auto port = parse_digits(rest.substr(colon + 1), 65'535);
    if (!port || *port == 0) return invalid("the Redis port must be a number");
    address.port = *port;
    rest = rest.substr(0, colon);
  }
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  if (rest.empty()) return invalid("the Redis address names no host");
  address.host = std::string{rest};
  return address;
}

}  // namespace cs2::store
