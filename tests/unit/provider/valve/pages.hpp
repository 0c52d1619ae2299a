// Pages of Valve's Regional Standings, invented, in the form that all of its files have.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

namespace cs2::provider {

struct StandingsRow {
  int position = 1;
  int points = 1500;
  std::string name = "Alpine";
  std::string roster = "ava, Bo, cyd, d-m, eel";
};

inline std::string standings_of(const std::vector<StandingsRow>& rows, const std::string& region = "",
                                const std::string& date = "2026_06_01") {
  auto page = fmt::format(
      "### {} as of {}<br />\n<br />\n\n"
      "| Standing | Points | Team Name            | Roster            |              |\n"
      "| :- | -: | :- | :- | :- |\n",
      region.empty() ? "Standings" : "Regional Standings for " + region, date);
  for (const auto& row : rows) {
    page += fmt::format("| {:<8} | {:>6} | {:<20} | {} | [details](details/{}/{:04}--x--y.md)   |\n",
                        row.position, row.points, row.name, row.roster, date, row.position);
  }
  return page + "\n---\n_Event data for Regional Standings provided by HLTV.org_<br />\n";
}

struct DetailsRow {
  int id = 0;
  std::string date = "2026-05-30";
  std::string opponent = "Breakers";
  std::string result = "W";
  std::string roster = "ava, Bo, cyd, d-m, eel";
};

inline std::string details_of(const std::vector<DetailsRow>& rows, const std::string& name = "Alpine") {
  auto page = fmt::format(
      "### Roster Details<br />\nTeam Name: {}<br />\nRoster: ava, Bo, cyd, d-m, eel<br />\n"
      "Global Rank: [5](../../standings_global_2026_06_01.md)<br />\n<br />\n"
      "Region: [Europe]( ../../standings_europe_2026_06_01.md)<br />\n"
      "Regional Rank: [3]( ../../standings_europe_2026_06_01.md)<br />\n<br />\n"
      "Final Rank Value:  1797.2<br />\n<br />\n"
      "Final Rank Value (1797.2) = Starting Rank Value (1808.4) + Head To Head Adjustments (-11.2)<br />\n\n"
      "| Match Played | Match ID | Date       | Opponent      | W/L | Age Weight | Event Weight | Bounty "
      "Collected | Opponent Network | LAN Wins  | H2H Adj. | Roster |\n"
      "| -: | -: | :- | :- | :- | :- | :- | :- | :- | :- | -: | :- |\n",
      name);
  auto played = rows.size();
  for (const auto& row : rows) {
    page += fmt::format(
        "| {:>12} | {:>8} | {} | {:<13} | {:<3} | 1.000      | 1.000        | 0.605 (0.605)    | 0.427 "
        "(0.427)    | 1 (1.000) |    12.71 | {} |\n",
        played--, row.id, row.date, row.opponent, row.result, row.roster);
  }
  return page + "\n---\n_Event data for Regional Standings provided by HLTV.org_<br />\n";
}

}  // namespace cs2::provider
