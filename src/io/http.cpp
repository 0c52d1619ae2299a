#include "io/http.hpp"

#include <algorithm>
#include <string_view>

namespace cs2::io {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string_view header(const Headers& headers, std::string_view name) {
  const auto found = std::ranges::find_if(
      headers, [name](const auto& entry) { return std::ranges::equal(entry.first, name, {}, lower, lower); });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace cs2::io
