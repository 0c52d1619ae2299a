// A statistic as rows, which are written as text, CSV or JSON. Private to view.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "view/reader.hpp"

namespace cs2::view {

struct Cell {
  std::variant<std::monostate, std::string, std::int64_t, double> value;
  std::string text = {};  // where it is shown otherwise than it is written into files: "67%" of 0.6667
};

// The heading in text is statistics.column.<name>. Of the first column text shows as much as there is room.
struct Column {
  std::string_view name;
  int columns = 0;  // that it takes in text, where it is shown
};

struct Sheet {
  std::string_view statistic;  // "map_pool": names files
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

// One code block at most limits::table_columns wide, without the rows for which `characters` leave no room.
std::string to_text(const Sheet& sheet, std::size_t characters, const Reader& reader);

// RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe.
std::string to_csv(const Sheet& sheet);

// What JSON says beside the rows.
struct About {
  std::string subject;  // whose statistic it is
  std::vector<std::pair<std::string_view, std::string>> filters;
  std::int64_t matches = 0;
  std::vector<std::string> sources;
  Timestamp as_of;
};
std::string to_json(const Sheet& sheet, const About& about);

}  // namespace cs2::view
