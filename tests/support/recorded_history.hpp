// A year of real results, recorded, as the files that an operator would import. Not part of this repository:
// tests that want it are skipped where it is absent.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "support/paths.hpp"

namespace cs2::test {

namespace json = boost::json;

inline std::filesystem::path recorded_history(const std::string& name) {
  return std::filesystem::path{cs2::test::source_dir()} / "../shared/data/history" / name;
}
inline const auto hltv_file = recorded_history("hltv_cs2_matches_2025-06_to_2026-06.json");

inline json::array read_hltv() {
  std::ifstream in{hltv_file};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  return json::parse(text).as_object().at("matches").as_array();
}

inline std::string text_at(const json::value& row, std::string_view key) {
  const auto* text = row.as_object().at(key).if_string();
  return text ? std::string{text->data(), text->size()} : std::string{};
}

// Our JSON lines.
inline std::string hltv_lines(const json::array& all) {
  std::string lines;
  for (const auto& match : all) {
    json::object row;
    row["id"] = text_at(match, "match_id");
    row["date"] = text_at(match, "match_date");
    row["team1"] = text_at(match, "team1_name");
    row["team2"] = text_at(match, "team2_name");
    row["winner"] = text_at(match, "winner_name");
    row["tournament"] = text_at(match, "event_name");
    row["stage"] = text_at(match, "round_name");
    const auto& object = match.as_object();
    row["best_of"] = object.at("best_of");
    // Of a single map the source gives its rounds.
    const auto& played = object.at("maps").as_array();
    if (played.size() > 1) {
      row["score1"] = object.at("score1");
      row["score2"] = object.at("score2");
    }
    json::array maps;
    for (const auto& map : played)
      maps.push_back(json::object{{"name", map.as_object().at("map_name")},
                                  {"score1", map.as_object().at("score1")},
                                  {"score2", map.as_object().at("score2")}});
    row["maps"] = std::move(maps);
    lines += json::serialize(row) + "\n";
  }
  return lines;
}

}  // namespace cs2::test
