// Pages of Valve's Regional Standings, in the form that all of its files have.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace cs2::provider {

struct StandingsRow {
  int position = 1;
  int points = 1500;
  std::string name = "Alpine";
  std::string roster = "ava, Bo, cyd, d-m, eel";
  int world = 0;  // the position in the world, where that is another
};

// As part of a file's name: "Famalicão" → "famalic_o".
inline std::string valve_slug(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;  // the rest of a letter that has become "_"
    if (c >= 'A' && c <= 'Z')
      slug += static_cast<char>(c + 32);
    else
      slug += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ? c : '_';
  }
  return slug;
}

// "details/2026_06_01/0007--the_mongolz--910-blitz-cobrazera-mzinho-techno.md"
inline std::string details_path(const StandingsRow& row, std::string date) {
  std::ranges::replace(date, '-', '_');
  std::vector<std::string> nicknames;
  for (auto nickname : split(row.roster, ',')) {
    if (nickname.starts_with(' ')) nickname.remove_prefix(1);
    nicknames.push_back(valve_slug(nickname));
  }
  return fmt::format("details/{}/{:04}--{}--{}.md", date, row.world == 0 ? row.position : row.world,
                     valve_slug(row.name), fmt::join(nicknames, "-"));
}

// The heading and the rows of a table; the first column is as wide as its heading, the others as their widest
// cell.
inline std::string table_of(const std::string& heading, const std::vector<std::vector<std::string>>& rows) {
  auto table = heading;
  const auto width = [&](std::size_t column) {
    std::size_t widest = 8;
    for (const auto& row : rows) widest = std::max(widest, count_characters(row[column]));
    return widest;
  };
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; !rows.empty() && column < rows[0].size(); ++column)
    widths.push_back(width(column));
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column)
      table += fmt::format("| {}{} ", row[column],
                           std::string(widths[column] - count_characters(row[column]), ' '));
    table += "|\n";
  }
  return table;
}

constexpr std::string_view valve_credit = "_Event data for Regional Standings provided by HLTV.org_<br />\n";

// `date` stands in the title as it is given, with dashes as in 2024 or with underscores.
inline std::string standings_of(const std::vector<StandingsRow>& rows, const std::string& region = "",
                                const std::string& date = "2026_06_01") {
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows)
    cells.push_back({fmt::format("{}", row.position), fmt::format("{:>6}", row.points), row.name, row.roster,
                     fmt::format("[details]({})", details_path(row, date))});
  return fmt::format(
      "### {} as of {}<br />\n<br />\n\n{}\n\n{}",
      region.empty() ? "Standings" : "Regional Standings for " + region, date,
      table_of("| Standing | Points | Team Name | Roster |  |\n| :- | -: | :- | :- | :- |\n", cells),
      valve_credit);
}

struct DetailsRow {
  int id = 0;
  std::string date = "2026-05-30";
  std::string opponent = "Breakers";
  std::string result = "W";
  std::string roster = "ava, Bo, cyd, d-m, eel";
};

struct DetailsPage {
  std::string name = "Alpine";
  std::string roster = "ava, Bo, cyd, d-m, eel";
  std::string date = "2026_06_01";
  std::string value = "1797.2";
  int place = 5;
  std::vector<std::pair<std::string, int>> regions{{"Europe", 3}};  // rarely two
  int prizes = 2;                                                   // without any there is no table of them
};

// What a win was worth: only the ten best of each kind count, and "-" stands for the others.
inline std::vector<std::string> worth_of(const DetailsRow& row, std::size_t number) {
  static const std::vector<std::vector<std::string>> worths{
      {"1.000", "0.605 (0.605)", "0.427 (0.427)", "1 (1.000)", "   12.71"},
      {"0.715", "0.141 (0.073)", "-", "-", "    1.27"},
      {"0.333", "-", "0.874 (0.223)", "1 (0.723)", "   16.98"},
      {"-", "-", "-", "1 (0.022)", "    0.19"},
      {"-", "-", "-", "-", "    0.00"}};
  if (row.result == "L") return {"-", "-", "-", "-", number % 3 == 0 ? "  -12.40" : "   -0.08"};
  return worths[number % worths.size()];
}

inline std::string details_page_of(const DetailsPage& page, const std::vector<DetailsRow>& rows) {
  auto text = fmt::format(
      "### Roster Details<br />\nTeam Name: {}<br />\nRoster: {}<br />\n"
      "Global Rank: [{}](../../standings_global_{}.md)<br />\n<br />\n",
      page.name, page.roster, page.place, page.date);
  for (const auto& [region, place] : page.regions) {
    const auto file = fmt::format("../../standings_{}_{}.md", valve_slug(region), page.date);
    text += fmt::format("Region: [{}]( {})<br />\nRegional Rank: [{}]( {})<br />\n<br />\n", region, file,
                        place, file);
  }
  text += fmt::format(
      "Final Rank Value:  {0}<br />\n<br />\n"
      "Final Rank Value ({0}) = Starting Rank Value (400.0) + Head To Head Adjustments (0.0)<br />\n\n"
      "#### Starting Rank Value<br />\n- Bounty Offered: 0.921[<sup>1</sup>](#table2)\n"
      "- LAN Wins: 0.916[<sup>2</sup>](#table1)\n\n#### Factors<br />\n<span id=\"table1\"></span><br "
      "/>\n\n\n",
      page.value);
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : rows) {
    const auto number = cells.size();
    auto worth = worth_of(row, number);
    cells.push_back({fmt::format("{:>12}", rows.size() - number), fmt::format("{:>8}", row.id), row.date,
                     row.opponent, row.result,
                     fmt::format("{:.3f}", 1.0 / (1.0 + 0.05 * static_cast<double>(number))), worth[0],
                     worth[1], worth[2], worth[3], worth[4], row.roster});
  }
  text += table_of(
      "| Match Played | Match ID | Date | Opponent | W/L | Age Weight | Event Weight | Bounty Collected | "
      "Opponent Network | LAN Wins | H2H Adj. | Roster |\n"
      "| -: | -: | :- | :- | :- | :- | :- | :- | :- | :- | -: | :- |\n",
      cells);
  text += "\n<br />\n<span id=\"table2\"></span><br />\nTo calculate a roster's Bounty Offered:<br />\n\n";
  if (page.prizes > 0) {
    text += "Top ten winnings for this roster:<br />\n\n";
    std::vector<std::vector<std::string>> prizes;
    for (int i = 0; i < page.prizes; ++i)
      prizes.push_back({fmt::format("2026-04-{:02}", 28 - i), "    0.963", "$170,000.00", "$69,832.81"});
    text += table_of(
        "| Event Date | Age Weight | Prize Winnings | Scaled Winnings |\n| :- | -: | :- | :- |\n", prizes);
  }
  return text +
         "\n\n<span id=\"curveFunction\"></span>_The Curve Function: 1 / ( 1 + abs( log10( x ) ) )_<br "
         "/>\n\n---\n" +
         std::string{valve_credit};
}

inline std::string details_of(const std::vector<DetailsRow>& rows, const std::string& name = "Alpine") {
  DetailsPage page;
  page.name = name;
  return details_page_of(page, rows);
}

}  // namespace cs2::provider
