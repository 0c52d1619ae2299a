#include "io/listen_address.hpp"

#include <boost/asio/ip/address.hpp>

#include "base/number.hpp"

namespace cs2::io {

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return invalid("listen: '{}' has no port", text);
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";

  boost::system::error_code error;
  const auto digits = boost::asio::ip::make_address(host, error);
  if (error) return invalid("listen: '{}' is not an address in digits", text);
  const auto port = parse_number<std::uint16_t>(text.substr(colon + 1));
  if (!port) return invalid("listen: '{}' has no port", text);
  return ListenAddress{.host = digits.to_string(), .port = *port};
}

}  // namespace cs2::io
