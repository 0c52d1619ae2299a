// Text from people and sources: folded for comparison, counted, cut and made valid.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cs2 {

// Lower case ASCII letters and digits, words separated by one space: diacritics are dropped, other scripts
// are transliterated, punctuation separates. "Team  Spírit!" → "team spirit", "КРУ" → "kru".
std::string fold(std::string_view name);

// Code points, the unit of Discord's limits. Invalid bytes count one each.
std::size_t count_characters(std::string_view utf8);
// At most `characters` code points; what is cut ends in "…". Never cuts inside a code point.
std::string shorten(std::string_view utf8, std::size_t characters);
// Valid UTF-8, invalid bytes replaced by U+FFFD and control characters dropped except newline and tab.
std::string sanitize(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);

}  // namespace cs2
