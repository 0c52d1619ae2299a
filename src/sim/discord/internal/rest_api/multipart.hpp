// Bodies of multipart/form-data, as far as Discord takes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cs2::sim {

struct Part {
  std::string name;      // "payload_json", "files[0]"
  std::string filename;  // empty: not a file
  std::string_view contents;
};

// Views into `body`. Nothing when the body does not keep to its boundary.
std::optional<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace cs2::sim
