// Lines of a CSV file whose cells may be quoted, without quotes or line breaks in them.
#pragma once

#include <istream>
#include <string>
#include <vector>

namespace cs2::test {

inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += letter;
    }
  }
  return cells;
}

// The rows below the header.
inline std::vector<std::vector<std::string>> read_rows(std::istream& in) {
  std::vector<std::vector<std::string>> rows;
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) rows.push_back(cells_of(line));
  return rows;
}

}  // namespace cs2::test
