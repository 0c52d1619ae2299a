// The address of a request, taken apart. Only for sim's own files.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cs2::sim {

std::string percent_decode(std::string_view text);

struct Query {
  std::string path;  // decoded, without the query
  std::vector<std::pair<std::string, std::string>> parameters;

  // Empty when absent.
  std::string_view value(std::string_view name) const;
  bool is_true(std::string_view name) const;
};

Query parse_query(std::string_view target);

}  // namespace cs2::sim
