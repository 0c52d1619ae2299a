// Numbers in text. Spaces, a plus sign and digits that do not fit into the type are never a number.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace cs2 {

// The number that the text begins with; what follows it stays in the text. Without one the text stays as it
// is.
template <class Number>
std::optional<Number> take_number(std::string_view& text, int base = 10) {
  Number value{};
  const auto* const begin = text.data();
  const auto [end, error] = [&] {
    if constexpr (std::floating_point<Number>)
      return std::from_chars(begin, begin + text.size(), value);
    else
      return std::from_chars(begin, begin + text.size(), value, base);
  }();
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - begin));
  return value;
}

// The whole text.
template <class Number>
std::optional<Number> parse_number(std::string_view text, int base = 10) {
  const auto value = take_number<Number>(text, base);
  return text.empty() ? value : std::nullopt;
}

inline bool is_digits(std::string_view text, std::size_t digits_max = std::string_view::npos) {
  return !text.empty() && text.size() <= digits_max &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Digits and nothing else, so no sign either; at most `most`.
template <std::integral Number = std::int64_t>
std::optional<Number> parse_digits(std::string_view text, Number most = std::numeric_limits<Number>::max()) {
  const auto value = is_digits(text) ? parse_number<Number>(text) : std::nullopt;
  return value && *value <= most ? value : std::nullopt;
}

}  // namespace cs2
