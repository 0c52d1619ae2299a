// Tables in code blocks, where Discord shows markdown as it is and every character is as wide as another.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cs2::view {

// A name in a column: cleaned, cut or filled up to `width` columns, of which a wide character takes two.
std::string table_cell(std::string_view name, std::size_t width);

}  // namespace cs2::view
