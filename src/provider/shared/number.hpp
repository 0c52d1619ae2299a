// Numbers as sources write them.
#pragma once

#include <charconv>
#include <memory>
#include <optional>
#include <string_view>

namespace cs2::provider {

// The whole text, nothing before or after it.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto* const last = std::to_address(text.end());
  const auto [end, error] = std::from_chars(std::to_address(text.begin()), last, value);
  return error == std::errc{} && end == last ? std::optional{value} : std::nullopt;
}

}  // namespace cs2::provider
