// The recorded archives, in the same values as the tables in tests/data.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/csv.hpp"
#include "support/facts.hpp"
#include "support/recorded.hpp"

namespace cs2::test {

inline boost::json::array read_recorded_archive() {
  const auto text = read_recorded("history/hltv_cs2_matches_2025-06_to_2026-06.json");
  return boost::json::parse(text).at("matches").as_array();
}

inline std::string text_at(const boost::json::value& row, std::string_view key) {
  const auto* text = row.as_object().at(key).if_string();
  return text ? std::string{text->data(), text->size()} : std::string{};
}

inline std::vector<Series> recorded_series() {
  const auto score_of = [](const boost::json::value& row) -> std::optional<Score> {
    if (!row.at("score1").is_int64()) return std::nullopt;
    return Score{static_cast<int>(row.at("score1").as_int64()),
                 static_cast<int>(row.at("score2").as_int64())};
  };
  std::vector<Series> all;
  for (const auto& row : read_recorded_archive()) {
    Series series{.id = text_at(row, "match_id"),
                  .date = text_at(row, "match_date"),
                  .time = {},
                  .event = text_at(row, "event_name"),
                  .stage = text_at(row, "round_name"),
                  .tier = text_at(row, "tier") == "tier_1" ? 1 : 2,
                  .teams = {text_at(row, "team1_name"), text_at(row, "team2_name")},
                  .score = score_of(row).value(),
                  .winner = 0,
                  .best_of = static_cast<int>(row.at("best_of").as_int64()),
                  .maps = {}};
    series.winner = text_at(row, "winner_name") == series.teams[0] ? 0 : 1;
    for (const auto& map : row.at("maps").as_array())
      series.maps.push_back({.name = text_at(map, "map_name"), .rounds = score_of(map), .picked_by = {}});
    all.push_back(std::move(series));
  }
  return all;
}

// Who played for each team last; the archive begins with the newest series.
inline std::map<std::string, std::vector<std::string>> recorded_newest_line_ups() {
  std::map<std::string, std::vector<std::string>> newest;
  for (const auto& row : read_recorded_archive()) {
    for (const std::string side : {"team1", "team2"}) {
      std::vector<std::string> players;
      for (const auto& player : row.at("lineups").at(side).as_array())
        players.emplace_back(player.as_string());
      if (!players.empty()) newest.try_emplace(text_at(row, side + "_name"), std::move(players));
    }
  }
  return newest;
}

// The rows below the header of a CSV file.
inline std::vector<std::vector<std::string>> recorded_rows(const std::string& name) {
  std::istringstream in{read_recorded(name)};
  return read_rows(in);
}

inline std::vector<ValveMatch> recorded_valve_matches() {
  std::vector<ValveMatch> all;
  for (const auto& cells : recorded_rows("history/vrs_matches_2024-02_to_2026-05.csv"))
    all.push_back({.id = cells.at(6) + "/" + cells.at(7),
                   .date = cells.at(0),
                   .teams = {cells.at(1), cells.at(2)},
                   .winner = cells.at(3) == "1" ? 0 : 1});
  return all;
}

// When the series of larger events began on the day that had most of them.
inline std::vector<Timestamp> recorded_start_times() {
  std::map<std::string, std::vector<Timestamp>> by_day;
  for (const auto& cells : recorded_rows("history/hltv_series_stats_2024_to_2025-10.csv")) {
    if (const auto at = parse_iso8601(cells.at(0))) by_day[cells.at(0).substr(0, 10)].push_back(*at);
  }
  return std::ranges::max_element(by_day, {}, [](const auto& day) { return day.second.size(); })->second;
}

}  // namespace cs2::test
