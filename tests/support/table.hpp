// The tables in tests/data: tab separated, the first line that is no comment names the columns.
//
//   for (const auto& row : test::read_table("names/teams.tsv")) use(row["team"], row.number("matches_year"));
//
// Whatever is wrong with a table ends the test with a word on which file, line and column it is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"
#include "support/paths.hpp"

namespace cs2::test {

inline std::filesystem::path data_file(const std::string& name) {
  return std::filesystem::path{source_dir()} / "tests/data" / name;
}

inline std::ifstream open_data(const std::string& name) {
  std::ifstream in{data_file(name), std::ios::binary};
  if (!in) throw std::runtime_error("there is no table " + data_file(name).string());
  return in;
}

class Row {
 public:
  struct Columns {
    std::string file;
    std::vector<std::string> names;
  };

  Row(std::shared_ptr<const Columns> columns, int line, std::string_view text)
      : columns_(std::move(columns)), line_(line) {
    for (const auto cell : split(text, '\t')) cells_.emplace_back(cell);
    if (cells_.size() != columns_->names.size())
      fail("has " + std::to_string(cells_.size()) + " cells in place of " +
           std::to_string(columns_->names.size()));
  }

  const std::string& operator[](std::string_view column) const {
    const auto found = std::ranges::find(columns_->names, column);
    if (found == columns_->names.end()) fail("has no column " + std::string{column});
    return cells_[static_cast<std::size_t>(found - columns_->names.begin())];
  }

  int number(std::string_view column) const {
    const auto parsed = parse_digits((*this)[column]);
    if (!parsed) fail(std::string{column} + " is no number: " + (*this)[column]);
    return static_cast<int>(*parsed);
  }

  // What a cell lists, "a, b, c"; nothing of an empty one.
  std::vector<std::string> list(std::string_view column) const {
    std::vector<std::string> parts;
    for (const auto part : split((*this)[column], ',')) {
      if (!trim(part).empty()) parts.emplace_back(trim(part));
    }
    return parts;
  }

  // For what a cell itself holds wrongly.
  [[noreturn]] void fail(const std::string& reason) const {
    throw std::runtime_error(columns_->file + ":" + std::to_string(line_) + " " + reason);
  }

 private:
  std::shared_ptr<const Columns> columns_;
  int line_;
  std::vector<std::string> cells_;
};

inline std::vector<Row> read_table(const std::string& name) {
  auto in = open_data(name);
  const auto columns =
      std::make_shared<Row::Columns>(Row::Columns{.file = data_file(name).string(), .names = {}});
  std::vector<Row> rows;
  int line = 0;
  for (std::string text; std::getline(in, text);) {
    ++line;
    if (text.starts_with('#')) continue;
    if (columns->names.empty()) {
      for (const auto column : split(text, '\t')) columns->names.emplace_back(column);
    } else {
      rows.emplace_back(columns, line, text);
    }
  }
  if (rows.empty()) throw std::runtime_error(columns->file + " has no rows");
  return rows;
}

}  // namespace cs2::test
