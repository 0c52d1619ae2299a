// What the tables in tests/data say, as values.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/number.hpp"
#include "model/match.hpp"
#include "support/table.hpp"

namespace cs2::test {

// ---- history

struct SeriesMap {
  std::string name;             // "TBA" where nobody wrote it down
  std::optional<Score> rounds;  // nothing: not played
  std::optional<Slot> picked_by;
};

struct Series {
  std::string id;
  std::string date;  // "2026-06-08"
  std::string time;  // "17:30", empty where it is not known
  std::string event;
  std::string stage;
  int tier = 1;
  std::array<std::string, 2> teams;
  Score score;  // in maps
  Slot winner = 0;
  int best_of = 3;
  std::vector<SeriesMap> maps;
};

inline Score score_in(const Row& row, std::string_view text) {
  const auto parts = split(text, '-');
  const auto first = parse_digits(parts.front());
  const auto second = parse_digits(parts.back());
  if (parts.size() != 2 || !first || !second) row.fail("holds no score: " + std::string{text});
  return {static_cast<int>(*first), static_cast<int>(*second)};
}

inline Slot slot_in(const Row& row, std::string_view text) {
  if (text != "1" && text != "2") row.fail("names neither the first nor the second: " + std::string{text});
  return text == "1" ? 0 : 1;
}

// "Dust2 13-8 by 1", "Nuke 16-14", "TBA"
inline SeriesMap map_in(const Row& row, std::string_view text) {
  const auto words = split(text, ' ');
  SeriesMap map{.name = std::string{words.front()}, .rounds = {}, .picked_by = {}};
  std::size_t at = 1;
  if (at < words.size() && words[at] != "by") map.rounds = score_in(row, words[at++]);
  if (at + 1 < words.size()) map.picked_by = slot_in(row, words[at + 1]);
  return map;
}

// The earliest first.
inline std::vector<Series> read_series() {
  std::vector<Series> all;
  for (const auto& row : read_table("history/series.tsv")) {
    Series series{.id = row["id"],
                  .date = row["date"],
                  .time = row["time"],
                  .event = row["event"],
                  .stage = row["stage"],
                  .tier = row.number("tier"),
                  .teams = {row["team1"], row["team2"]},
                  .score = score_in(row, row["score"]),
                  .winner = slot_in(row, row["winner"]),
                  .best_of = row.number("best_of"),
                  .maps = {}};
    for (const auto& map : row.list("maps")) series.maps.push_back(map_in(row, map));
    all.push_back(std::move(series));
  }
  return all;
}

// Who played for each team last.
inline std::map<std::string, std::vector<std::string>> read_newest_line_ups() {
  std::map<std::string, std::vector<std::string>> newest;
  for (const auto& row : read_table("history/line_ups.tsv")) newest[row["team"]] = row.list("players");
  return newest;
}

struct ValveMatch {
  std::string id;
  std::string date;
  std::array<std::string, 2> teams;
  Slot winner = 0;
};

inline std::vector<ValveMatch> read_valve_matches() {
  std::vector<ValveMatch> all;
  for (const auto& row : read_table("history/valve_matches.tsv"))
    all.push_back({.id = row["id"],
                   .date = row["date"],
                   .teams = {row["team1"], row["team2"]},
                   .winner = slot_in(row, row["winner"])});
  return all;
}

// The moments of one day, the earliest first; several series may begin at once.
inline std::vector<Timestamp> read_start_times() {
  std::vector<Timestamp> times;
  for (const auto& row : read_table("history/start_times.tsv")) {
    const auto at = parse_iso8601(row["starts_at"]);
    if (!at) row.fail("is at no time: " + row["starts_at"]);
    times.insert(times.end(), static_cast<std::size_t>(row.number("series")), *at);
  }
  return times;
}

// ---- rankings

struct RankedTeam {
  int place = 1;
  int points = 0;
  std::string team;
  std::vector<std::string> players;
};

// By "2026-06-01" and "world", "europe", "americas" or "asia".
inline std::map<std::pair<std::string, std::string>, std::vector<RankedTeam>> read_valve_rankings() {
  std::map<std::pair<std::string, std::string>, std::vector<RankedTeam>> rankings;
  for (const auto& row : read_table("rankings/valve.tsv"))
    rankings[{row["date"], row["region"]}].push_back({.place = row.number("place"),
                                                      .points = row.number("points"),
                                                      .team = row["team"],
                                                      .players = row.list("players")});
  return rankings;
}

// ---- names

struct PlayedName {
  std::string name;
  int matches_month = 0;
  int matches_year = 0;  // without those of the month
};

// Of "teams", "players" or "events".
inline std::vector<PlayedName> read_played_names(const std::string& what) {
  std::vector<PlayedName> all;
  for (const auto& row : read_table("names/" + what + ".tsv"))
    all.push_back({.name = row[what.substr(0, what.size() - 1)],
                   .matches_month = row.number("matches_month"),
                   .matches_year = row.number("matches_year")});
  return all;
}

}  // namespace cs2::test
