#include "io/address.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::io {
namespace {

bool is_unsafe(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7f || c == '\\';
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  const auto parts = split(host, '.');
  return parts.size() == 4 && parts[0] == "127" && std::ranges::all_of(parts, [](std::string_view part) {
           return parse_digits(part, 255).has_value();
         });
}

Result<Address> parse_address(std::string_view url, Scheme scheme) {
  const std::string_view plain = scheme == Scheme::http ? "http://" : "ws://";
  const std::string_view secure = scheme == Scheme::http ? "https://" : "wss://";

  Address address;
  address.secure = url.starts_with(secure);
  if (!address.secure && !url.starts_with(plain))
    return invalid("address: only {} and {} are spoken", secure, plain);
  if (std::ranges::any_of(url, is_unsafe)) return invalid("address: a character that no URL has");

  const auto scheme_size = address.secure ? secure.size() : plain.size();
  const auto authority_end = std::min(url.find_first_of("/?#", scheme_size), url.size());
  const auto authority = url.substr(scheme_size, authority_end - scheme_size);
  if (authority.contains('@')) return invalid("address: user names are not supported");

  address.origin = url.substr(0, authority_end);
  const auto host_end = authority.starts_with('[') ? authority.find(']') : authority.find(':');
  const bool bracketed = authority.starts_with('[');
  if (bracketed && host_end == std::string_view::npos) return invalid("address: '{}'", address.origin);
  address.host = bracketed ? authority.substr(1, host_end - 1) : authority.substr(0, host_end);
  const auto rest =
      host_end == std::string_view::npos ? "" : authority.substr(host_end + (bracketed ? 1 : 0));
  if (address.host.empty()) return invalid("address: no host in '{}'", address.origin);
  if (!rest.empty() && (rest.front() != ':' || !parse_digits(rest.substr(1), 65535))) {
    return invalid("address: no port in '{}'", address.origin);
  }

  address.port = !rest.empty() ? rest.substr(1) : std::string_view(address.secure ? "443" : "80");
  address.target = url.substr(authority_end, url.find('#') - authority_end);
  if (address.target.empty()) address.target = "/";
  if (!address.target.starts_with('/'))
    return invalid("address: '{}' needs a / before its query", address.origin);
  address.loopback = is_loopback(address.host);
  if (!address.secure && !address.loopback) {
    return invalid("address: '{}' is not this machine, so it must be {}", address.origin, secure);
  }
  return address;
}

}  // namespace cs2::io
