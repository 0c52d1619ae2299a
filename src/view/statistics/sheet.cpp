#include "view/statistics/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "base/foreign_text.hpp"
#include "base/limits/statistics.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "locale/text_width.hpp"
#include "view/table.hpp"

namespace cs2::view {
namespace {

constexpr std::string_view block_begin = "```\n";
constexpr std::string_view block_end = "```";
constexpr std::string_view line_end = "\r\n";

// ---- Text

std::string text_of(const Cell& cell) {
  if (!cell.text.empty()) return cell.text;
  if (const auto* text = std::get_if<std::string>(&cell.value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*number);
  return {};
}

std::string right_aligned(std::string_view text, std::size_t columns) {
  const auto cut = locale::shorten_to_columns(text, columns);
  return std::string(columns - locale::text_columns(cut), ' ') + cut;
}

std::size_t first_width(const Sheet& sheet) {
  std::size_t taken = 0;
  for (const auto& column : sheet.columns) {
    if (column.columns > 0) taken += static_cast<std::size_t>(column.columns) + 1;
  }
  return limits::table_columns - std::min(limits::table_columns, taken);
}

// ---- CSV

bool looks_like_a_formula(std::string_view text) {
  constexpr std::string_view beginnings = "=+-@\t\r";
  return !text.empty() && beginnings.contains(text.front());
}

std::string csv_cell(const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell.value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&cell.value)) return fmt::format("{:.4f}", *number);
  if (std::holds_alternative<std::monostate>(cell.value)) return {};
  const auto text = clean_name(std::get<std::string>(cell.value));
  std::string quoted{looks_like_a_formula(text) ? "\"'" : "\""};
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted += '"';
}

std::string csv_line(const std::vector<Cell>& cells) {
  std::string line;
  for (const auto& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    line += csv_cell(cell);
  }
  return line.append(line_end);
}

// ---- JSON

boost::json::value json_cell(const Cell& cell) {
  struct Write {
    boost::json::value operator()(std::monostate) const { return nullptr; }
    boost::json::value operator()(const std::string& text) const {
      return boost::json::string{clean_name(text)};
    }
    boost::json::value operator()(std::int64_t number) const { return number; }
    boost::json::value operator()(double number) const { return number; }
  };
  return std::visit(Write{}, cell.value);
}

}  // namespace

std::string to_text(const Sheet& sheet, std::size_t characters, const Reader& reader) {
  const auto first = first_width(sheet);
  std::string text{block_begin};
  const auto add_line = [&](auto cell_of) {
    std::string line = table_cell(cell_of(0), first);
    for (std::size_t i = 1; i < sheet.columns.size(); ++i) {
      if (const auto columns = sheet.columns[i].columns; columns > 0)
        line += ' ' + right_aligned(cell_of(i), static_cast<std::size_t>(columns));
    }
    const bool fits = count_characters(text) + count_characters(line) + 1 + block_end.size() <= characters;
    if (fits) text += line + '\n';
    return fits;
  };
  add_line([&](std::size_t i) {
    return reader.language.say(fmt::format("statistics.column.{}", sheet.columns[i].name));
  });
  for (const auto& row : sheet.rows) {
    if (!add_line([&](std::size_t i) { return text_of(row[i]); })) break;
  }
  return text.append(block_end);
}

std::string to_csv(const Sheet& sheet) {
  std::string csv;
  for (const auto& column : sheet.columns) {
    if (&column != &sheet.columns.front()) csv += ',';
    csv += column.name;
  }
  csv += line_end;
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), limits::statistics_rows); ++i) {
    const auto line = csv_line(sheet.rows[i]);
    if (csv.size() + line.size() > limits::statistics_bytes) break;
    csv += line;
  }
  return csv;
}

std::string to_json(const Sheet& sheet, const About& about) {
  boost::json::object filters;
  for (const auto& [name, value] : about.filters) filters[name] = value;
  boost::json::array sources;
  for (const auto& source : about.sources) sources.emplace_back(source);
  boost::json::object json{{"statistic", sheet.statistic},
                           {"definition", fmt::format("{}/blob/main/docs/statistics.md", project_url)},
                           {"subject", clean_name(about.subject)},
                           {"filters", std::move(filters)},
                           {"matches", about.matches},
                           {"sources", std::move(sources)},
                           {"as_of", to_iso8601(about.as_of)}};
  boost::json::array rows;
  auto bytes = boost::json::serialize(json).size();
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), limits::statistics_rows); ++i) {
    boost::json::object row;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column)
      row[sheet.columns[column].name] = json_cell(sheet.rows[i][column]);
    bytes += boost::json::serialize(row).size() + 1;
    if (bytes + 64 > limits::statistics_bytes) break;
    rows.push_back(std::move(row));
  }
  json["rows"] = std::move(rows);
  return boost::json::serialize(json);
}

}  // namespace cs2::view
