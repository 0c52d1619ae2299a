// How much room text takes where every character has its place, as in a code block.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cs2::locale {

// Two columns for what is wide (CJK, emoji), none for what is drawn upon the character before it.
std::size_t text_columns(std::string_view utf8);
// As much of it as fits; what is cut ends in "…".
std::string shorten_to_columns(std::string_view utf8, std::size_t columns);

}  // namespace cs2::locale
