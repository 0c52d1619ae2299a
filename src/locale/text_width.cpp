#include "locale/text_width.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <utility>

namespace cs2::locale {
namespace {

constexpr std::string_view ellipsis = "…";

std::size_t columns_of(UChar32 character) {
  switch (u_charType(character)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const auto width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Calls `each` with the columns of a character and the byte behind it, until that says no.
template <class Each>
void for_each_character(std::string_view utf8, Each each) {
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), at, size, character);
    if (!each(columns_of(character), static_cast<std::size_t>(at))) return;
  }
}

}  // namespace

std::size_t text_columns(std::string_view utf8) {
  std::size_t columns = 0;
  for_each_character(utf8, [&](std::size_t width, std::size_t) {
    columns += width;
    return true;
  });
  return columns;
}

std::string shorten_to_columns(std::string_view utf8, std::size_t columns) {
  if (text_columns(utf8) <= columns) return std::string{utf8};
  if (columns == 0) return {};
  std::size_t used = 0;
  std::size_t end = 0;
  for_each_character(utf8, [&](std::size_t width, std::size_t behind) {
    if (used + width > columns - 1) return false;  // one for the ellipsis
    used += width;
    end = behind;
    return true;
  });
  return std::string{utf8.substr(0, end)} += ellipsis;
}

}  // namespace cs2::locale
