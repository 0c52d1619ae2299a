// Past results as the files that an operator would import; docs/import.md has their forms.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "provider/valve/match.hpp"
#include "support/facts.hpp"

namespace cs2::test {

inline std::chrono::sys_days day_of(std::string_view date) {
  return std::chrono::floor<days>(parse_iso8601(std::string{date} + "T00:00:00Z").value());
}

// Our JSON lines.
inline std::string json_lines(const std::vector<Series>& all) {
  namespace json = boost::json;
  std::string lines;
  for (const auto& series : all) {
    json::object row{{"id", series.id},
                     {"date", series.date},
                     {"team1", series.teams[0]},
                     {"team2", series.teams[1]},
                     {"winner", series.teams.at(static_cast<std::size_t>(series.winner))},
                     {"tournament", series.event},
                     {"stage", series.stage},
                     {"best_of", series.best_of}};
    // Of a single map our form wants the rounds.
    if (series.maps.size() > 1) {
      row["score1"] = series.score.first;
      row["score2"] = series.score.second;
    }
    json::array maps;
    for (const auto& map : series.maps) {
      const auto rounds = [&](int Score::* side) {
        return map.rounds ? json::value(*map.rounds.*side) : json::value(nullptr);
      };
      maps.push_back(json::object{
          {"name", map.name}, {"score1", rounds(&Score::first)}, {"score2", rounds(&Score::second)}});
    }
    row["maps"] = std::move(maps);
    lines += json::serialize(row) + "\n";
  }
  return lines;
}

// Our CSV; the day carries the offset of Los Angeles.
inline std::string csv(const std::vector<ValveMatch>& all) {
  std::string csv = "id,date,team1,team2,winner\n";
  for (const auto& match : all) {
    const auto day = day_of(match.date);
    const auto behind = std::chrono::floor<hours>(provider::los_angeles_noon(day) - day) - hours{12};
    csv += fmt::format("{},{}-0{}:00,\"{}\",\"{}\",{}\n", match.id, match.date, behind.count(),
                       match.teams[0], match.teams[1], match.winner + 1);
  }
  return csv;
}

}  // namespace cs2::test
