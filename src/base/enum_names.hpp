// The names under which the values of an enumeration are stored or written: a table, read both ways.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace cs2 {

template <class E, std::size_t N>
using Names = std::array<std::pair<E, std::string_view>, N>;

// Clang writes a value without an enumerator as a cast, "(cs2::Tier)6".
template <auto value>
consteval bool is_enumerator() {
  constexpr std::string_view signature = __PRETTY_FUNCTION__;
  constexpr std::string_view mark = "value = ";
  return signature[signature.find(mark) + mark.size()] != '(';
}

// Does not compile unless every enumerator of E has a row. They are numbered from zero.
template <class E, std::size_t N>
consteval Names<E, N> names_of(const std::pair<E, std::string_view> (&rows)[N]) {
  static_assert(is_enumerator<static_cast<E>(N - 1)>(), "more names than enumerators");
  static_assert(!is_enumerator<static_cast<E>(N)>(), "an enumerator without a name");
  auto names = std::to_array(rows);
  std::ranges::sort(names, {}, [](const auto& row) { return row.first; });
  const auto same = [](const auto& one, const auto& next) { return one.first == next.first; };
  if (std::ranges::adjacent_find(names, same) != names.end()) throw "an enumerator with two names";
  return names;
}

template <class E, std::size_t N>
constexpr std::string_view name_in(const Names<E, N>& names, E value) {
  for (const auto& [known, name] : names) {
    if (known == value) return name;
  }
  return "unknown";
}

template <class E, std::size_t N>
constexpr std::optional<E> find_in(const Names<E, N>& names, std::string_view wanted) {
  for (const auto& [value, name] : names) {
    if (name == wanted) return value;
  }
  return std::nullopt;
}

}  // namespace cs2
