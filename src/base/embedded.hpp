// A text file compiled into the binary; see cs2_embed in cmake/modules.cmake.
#pragma once

#include <span>
#include <string_view>

namespace cs2 {

struct EmbeddedFile {
  std::string_view name;
  std::string_view contents;
};

}  // namespace cs2
