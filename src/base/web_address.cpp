#include "base/web_address.hpp"

#include <algorithm>
#include <array>

namespace cs2 {
namespace {

constexpr std::string_view scheme = "https://";

// Names that lead nowhere, or into one's own network (RFC 6761, RFC 6762, RFC 8375 and common use).
constexpr std::array<std::string_view, 10> private_endings{
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "invalid"}};

// An invitation to a server of Discord's, which no source has a reason to send.
constexpr std::string_view invites = "discord.gg";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_in_host(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, {}, [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; });
}

// The last label of an IP address is a number.
bool is_public_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || !std::ranges::all_of(host, is_in_host)) return false;
  const auto ending = host.substr(dot + 1);
  if (ending.empty() || !is_letter(ending.front()) || equals_ignoring_case(host, invites)) return false;
  return std::ranges::none_of(private_endings, [&](auto each) { return equals_ignoring_case(ending, each); });
}

}  // namespace

bool is_public_address(std::string_view url) {
  // Readers of addresses disagree about what a backslash is, and so about the host.
  if (!url.starts_with(scheme) || url.find('\\') != std::string_view::npos) return false;
  url.remove_prefix(scheme.size());
  const auto authority = url.substr(0, url.find_first_of("/?#"));
  const auto colon = authority.find(':');
  const auto port = colon == std::string_view::npos ? std::string_view{} : authority.substr(colon + 1);
  return is_public_host(authority.substr(0, colon)) &&
         std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace cs2
