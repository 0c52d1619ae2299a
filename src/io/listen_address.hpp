// Where a server listens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cs2::io {

struct ListenAddress {
  std::string host;  // in digits: "127.0.0.1", "::1"
  std::uint16_t port = 0;

  bool operator==(const ListenAddress&) const = default;
};

// "127.0.0.1:9464", "[::1]:0" or "localhost:8080". invalid: no port, or a host that is not in digits.
Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace cs2::io
