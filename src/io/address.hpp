// Where a URL leads, checked against the rule that plain text is spoken with this machine only.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cs2::io {

// Views into the URL.
struct Address {
  std::string_view origin;  // "https://example.org:8443"
  std::string_view host;    // without the brackets of an IPv6 address
  std::string_view port;    // "443" when the URL names none
  std::string_view target;  // path and query, "/" at least
  bool secure = false;
  bool loopback = false;
};

enum class Scheme { http, websocket };

// invalid: another scheme, a user name, a control character or a space, or plain text to another machine. The
// detail names the origin at most: paths carry tokens.
Result<Address> parse_address(std::string_view url, Scheme scheme);

// "localhost", 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view host);

}  // namespace cs2::io
