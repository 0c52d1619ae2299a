// Whole answers of PandaScore's, made from the tables in tests/data/pandascore.
//
// Their shape has changed over the years, and an old answer is read as well as a new one:
//   2024  matches say which Counter-Strike they are of (videogame_title), which until then was "CS:GO";
//   stages say
//         whether there will be figures
//   2025  stages have region, type and country
//   2026  teams have a picture for dark pages, and pictures come from another host
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "unit/provider/pandascore/rows.hpp"
#include "unit/provider/pandascore/tables.hpp"

namespace cs2::provider {

inline json::value text_or_null(const std::string& cell) {
  return cell == "-" ? json::value(nullptr) : json::value(cell);
}

inline json::value number_or_null(const std::string& cell) {
  return cell == "-" ? json::value(nullptr) : json::value(std::stoll(cell));
}

class PandascoreLists {
 public:
  const PandascoreTables tables;

  // Where a picture is; a league's has no point before its ending.
  static std::string image_url(std::string_view kind, const std::string& id, int year) {
    return fmt::format("https://{}/images/{}/image/{}/600px_{}{}",
                       year < 2026 ? "cdn.pandascore.co" : "cdn-api.pandascore.co", kind, id, id,
                       kind == "league" ? "_allmode-png" : ".png");
  }

  // "twitch.tv/first" → "https://www.twitch.tv/first"
  static std::string stream_url(std::string_view address) {
    return fmt::format("https://{}{}", address.starts_with("twitch") ? "www." : "", address);
  }

  json::object team(const std::string& id, int year = 2026) const {
    const auto& facts = tables.teams[id];
    const auto image = picture(facts, "team", year);
    json::object team{{"id", std::stoll(id)},
                      {"name", facts["name"]},
                      {"location", facts["location"]},
                      {"slug", facts["slug"]},
                      {"modified_at", "2026-07-11T04:31:00Z"},
                      {"acronym", text_or_null(facts["acronym"])},
                      {"image_url", image}};
    if (year >= 2026) team["dark_mode_image_url"] = image;
    return team;
  }

  json::object league(const std::string& id, int year = 2026) const {
    const auto& facts = tables.leagues[id];
    return {{"id", std::stoll(id)},
            {"name", facts["name"]},
            {"url", text_or_null(facts["url"])},
            {"slug", "cs-go-" + dashed(facts["name"])},
            {"modified_at", "2023-12-22T17:18:12Z"},
            {"image_url", picture(facts, "league", year)}};
  }

  json::object serie(const std::string& id, int year = 2026) const {
    const auto& facts = tables.series[id];
    return {
        {"id", std::stoll(id)},
        {"name", text_or_null(facts["name"])},
        {"year", facts.number("year")},
        {"slug", "cs-go-" + dashed(facts["full_name"])},
        {"begin_at", text_or_null(facts["begin"])},
        {"end_at", text_or_null(facts["end"])},
        {"winner_id", number_or_null(facts["winner"])},
        {"winner_type", year < 2024 && facts["winner"] == "-" ? json::value(nullptr) : json::value("Team")},
        {"modified_at", "2026-07-08T06:57:17Z"},
        {"league_id", std::stoll(facts["league"])},
        {"season", text_or_null(facts["season"])},
        {"full_name", facts["full_name"]}};
  }

  json::object stage(const std::string& id, int year = 2026) const {
    const auto& facts = tables.stages[id];
    const auto& serie = tables.series[facts["serie"]];
    json::object stage{
        {"id", std::stoll(id)},
        {"name", facts["name"]},
        {"slug", fmt::format("cs-go-{}-{}", dashed(serie["full_name"]), dashed(facts["name"]))},
        {"begin_at", text_or_null(facts["begin"])},
        {"detailed_stats", true},
        {"end_at", text_or_null(facts["end"])},
        {"winner_id", number_or_null(facts["winner"])},
        {"winner_type", "Team"},
        {"serie_id", std::stoll(facts["serie"])},
        {"modified_at", "2026-07-11T04:31:05Z"},
        {"league_id", std::stoll(serie["league"])},
        {"prizepool", text_or_null(facts["prize"])},
        {"tier", text_or_null(facts["tier"])},
        {"has_bracket", facts["bracket"] == "yes"},
        {"live_supported", false}};
    if (year < 2024) stage.erase("detailed_stats");
    if (year < 2025) return stage;
    for (const auto* const key : {"type", "country", "region"}) stage[key] = text_or_null(facts[key]);
    return stage;
  }

  // "running", "upcoming", "past", "older"; `year` where only those of one shape are meant.
  json::array matches(const std::string& list, std::optional<int> year = std::nullopt) const {
    json::array rows;
    for (const auto& facts : tables.matches.all(list)) {
      if (!year || facts.number("shape") == *year) rows.push_back(match(facts));
    }
    return rows;
  }

  json::object match(const test::Row& facts) const {
    const int year = facts.number("shape");
    const auto& stage_row = tables.stages[facts["stage"]];
    const auto& serie_row = tables.series[stage_row["serie"]];
    auto row = running_row({{"id", std::stoll(facts["id"])},
                            {"name", facts["name"]},
                            {"slug", slug(facts)},
                            {"status", facts["status"]},
                            {"number_of_games", facts.number("games")},
                            {"scheduled_at", text_or_null(facts["scheduled"])},
                            {"original_scheduled_at", text_or_null(facts["original"])},
                            {"rescheduled", facts["scheduled"] != facts["original"]},
                            {"begin_at", text_or_null(facts["begin"])},
                            {"end_at", text_or_null(facts["end"])},
                            {"modified_at", facts["modified"]},
                            {"draw", facts["note"] == "draw"},
                            {"forfeit", facts["note"] == "forfeit"},
                            {"winner_id", number_or_null(facts["winner"])},
                            {"winner", nullptr},
                            {"opponents", opponents(facts, year)},
                            {"results", results(facts)},
                            {"games", games(facts)},
                            {"streams_list", streams(facts)},
                            {"live", live(facts)},
                            {"league_id", std::stoll(serie_row["league"])},
                            {"league", league(serie_row["league"], year)},
                            {"serie_id", std::stoll(stage_row["serie"])},
                            {"serie", serie(stage_row["serie"], year)},
                            {"tournament_id", std::stoll(facts["stage"])},
                            {"tournament", stage(facts["stage"], year)}});
    if (facts["winner"] != "-") row["winner"] = team(facts["winner"], year);
    if (year >= 2024) return row;
    row["videogame"].as_object()["name"] = "CS:GO";
    row.erase("videogame_title");
    return row;
  }

  // As /csgo/tournaments tells it, with those of its matches that a list has. `line_ups`: of all its teams.
  json::object tournament(const std::string& id, const std::vector<std::string>& teams,
                          const std::string& list, bool line_ups) const {
    auto row = tournament_row(stage(id));
    row["league"] = league(tables.series[tables.stages[id]["serie"]]["league"]);
    row["serie"] = serie(tables.stages[id]["serie"]);
    json::array listed;
    json::array rosters;
    for (const auto& each : teams) {
      listed.push_back(team(each));
      if (line_ups) rosters.push_back(json::object{{"team", team(each)}, {"players", players(each)}});
    }
    row["teams"] = std::move(listed);
    row["expected_roster"] = std::move(rosters);
    json::array rows;
    for (const auto& facts : tables.matches.all(list)) {
      if (facts["stage"] != id) continue;
      auto below = match(facts);
      for (const auto* const key :
           {"league", "serie", "tournament", "opponents", "games", "results", "winner", "videogame"})
        below.erase(key);
      rows.push_back(std::move(below));
    }
    row["matches"] = std::move(rows);
    return row;
  }

  // As /csgo/series tells it, with the stages that are named.
  json::object serie_row(const std::string& id, const std::vector<std::string>& stages,
                         int year = 2026) const {
    auto row = serie(id, year);
    row["league"] = league(tables.series[id]["league"], year);
    json::array listed;
    for (const auto& each : stages) listed.push_back(stage(each, year));
    row["tournaments"] = std::move(listed);
    row["videogame"] = counter_strike();
    row["videogame_title"] = json::object{
        {"id", 12}, {"name", "Counter-Strike: Global Offensive"}, {"slug", "cs-go"}, {"videogame_id", 3}};
    return row;
  }

  // As /csgo/leagues tells it: its series do not say again which league they are of.
  json::object league_row(const std::string& id, const std::vector<std::string>& series) const {
    auto row = league(id);
    json::array listed;
    for (const auto& each : series) listed.push_back(serie(each, 2023));
    row["series"] = std::move(listed);
    row["videogame"] =
        json::object{{"current_version", nullptr}, {"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}};
    return row;
  }

  // At most `most` of them. Age and birthday come with some plans alone.
  json::array players(const std::string& team, std::size_t most = 100, bool ages = false) const {
    json::array rows;
    for (const auto& facts : tables.players.all(team)) {
      if (rows.size() == most) break;
      rows.push_back(player(facts, ages));
    }
    return rows;
  }

  json::object player(const test::Row& facts, bool ages = false) const {
    auto row = json::object{{"id", std::stoll(facts["id"])},
                            {"name", facts["nick"]},
                            {"slug", dashed(facts["nick"])},
                            {"active", facts["active"] == "yes"},
                            {"role", text_or_null(facts["role"])},
                            {"modified_at", "2025-03-04T17:05:27Z"},
                            {"first_name", text_or_null(facts["first"])},
                            {"last_name", text_or_null(facts["last"])},
                            {"nationality", text_or_null(facts["nationality"])},
                            {"image_url", picture(facts, "player", 2025)}};
    if (ages) {
      row["age"] = facts["first"] == "-" ? json::value(nullptr) : json::value(24);
      row["birthday"] = facts["first"] == "-" ? json::value(nullptr) : json::value("2002-01-31");
    }
    return row;
  }

  json::object team_with_players(const std::string& id, int year = 2026, std::size_t most = 100) const {
    auto row = team(id, year);
    row["players"] = players(id, most, year >= 2025);
    row["current_videogame"] = counter_strike();
    return row;
  }

  // Of the shape "group" or "bracket".
  json::array standings(const std::string& shape) const {
    json::array rows;
    for (const auto& facts : tables.standings.all(shape)) {
      json::object row{{"rank", facts.number("rank")}, {"team", team(facts["team"])}};
      if (shape == "bracket") {
        row["last_match"] =
            facts["match"] == "-" ? json::value(nullptr) : json::value(last_match(facts["match"]));
      } else {
        row["wins"] = facts.number("wins");
        row["losses"] = facts.number("losses");
        row["total"] = facts.number("wins") + facts.number("losses");
        if (facts["ties"] != "-") row["ties"] = facts.number("ties");
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  static json::object counter_strike() { return {{"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}}; }

  static std::string dashed(std::string_view name) {
    auto text = fold(name);
    std::ranges::replace(text, ' ', '-');
    return text;
  }

  static json::value picture(const test::Row& facts, std::string_view kind, int year) {
    if (facts["image"] == "yes") return json::value(image_url(kind, facts["id"], year));
    return nullptr;
  }

  // "alpine-vs-breakers-2026-07-12"; of a match that nobody is known of, or whose name was never settled, a
  // day and a random number.
  std::string slug(const test::Row& facts) const {
    const auto day = facts["scheduled"] == "-" ? "no-date" : facts["scheduled"].substr(0, 10);
    if (facts["team2"] == "-" || facts.number("id") % 3 == 0)
      return fmt::format("{}-1f6d4cd6-7fa0-48fc-8af9-{:012}", day, facts.number("id"));
    return fmt::format("{}-vs-{}-{}", tables.teams[facts["team1"]]["slug"],
                       tables.teams[facts["team2"]]["slug"], day);
  }

  static std::vector<std::string> sides(const test::Row& facts) {
    std::vector<std::string> known;
    for (const auto* const side : {"team1", "team2"}) {
      if (facts[side] != "-") known.push_back(facts[side]);
    }
    return known;
  }

  json::array opponents(const test::Row& facts, int year) const {
    json::array opponents;
    for (const auto& side : sides(facts))
      opponents.push_back(json::object{{"type", "Team"}, {"opponent", team(side, year)}});
    return opponents;
  }

  static json::array results(const test::Row& facts) {
    json::array results;
    const auto score = split(facts["score"], '-');
    for (const auto& side : sides(facts)) {
      const auto won = score.size() == 2 ? score[results.size()] : std::string_view{"0"};
      results.push_back(json::object{{"score", std::stoi(std::string{won})}, {"team_id", std::stoll(side)}});
    }
    return results;
  }

  // Before the end as many as there may be; after it those that were played.
  json::array games(const test::Row& facts) const {
    json::array games;
    const auto add = [&](std::string_view status, json::value winner) -> json::object& {
      const auto position = static_cast<int>(games.size()) + 1;
      games.push_back(json::object{{"complete", false},
                                   {"id", facts.number("id") * 10 + position},
                                   {"position", position},
                                   {"status", status},
                                   {"length", nullptr},
                                   {"finished", status == "finished"},
                                   {"match_id", facts.number("id")},
                                   {"begin_at", nullptr},
                                   {"detailed_stats", true},
                                   {"end_at", nullptr},
                                   {"forfeit", false},
                                   {"winner", {{"id", std::move(winner)}, {"type", "Team"}}},
                                   {"winner_type", "Team"}});
      return games.back().as_object();
    };
    for (const auto& map : tables.maps.all(facts["id"])) {
      auto& game = add(map["status"], number_or_null(map["winner"]));
      game["complete"] = map["complete"] == "yes";
      game["forfeit"] = map["forfeit"] == "yes";
      game["length"] = number_or_null(map["length"]);
      game["begin_at"] = text_or_null(map["begin"]);
      game["end_at"] = text_or_null(map["end"]);
    }
    if (facts["status"] == "finished" || facts["status"] == "canceled") return games;
    while (std::ssize(games) < facts.number("games")) add("not_started", nullptr);
    return games;
  }

  static json::array streams(const test::Row& facts) {
    json::array streams;
    for (const auto& written : facts.list("streams")) {
      const auto words = split(written, ' ');
      const auto channel = std::string{words.at(1).substr(words[1].find('/') + 1)};
      const bool is_main = words[0].ends_with('*');
      streams.push_back(json::object{
          {"main", is_main},
          {"language", words[0].substr(0, 2)},
          {"embed_url", words[1].starts_with("twitch") ? "https://player.twitch.tv/?channel=" + channel
                                                       : "https://player.kick.com/" + channel},
          {"official", is_main},
          {"raw_url", stream_url(words[1])}});
    }
    return streams;
  }

  static json::object live(const test::Row& facts) {
    const bool supported = facts["opens"] != "-";
    return {{"supported", supported},
            {"url", supported ? json::value("wss://live.pandascore.co/matches/" + facts["id"])
                              : json::value(nullptr)},
            {"opens_at", text_or_null(facts["opens"])}};
  }

  json::object last_match(const std::string& id) const {
    for (const auto& facts : tables.matches.all("past")) {
      if (facts["id"] != id) continue;
      auto row = match(facts);
      for (const auto* const key :
           {"league", "serie", "tournament", "opponents", "games", "results", "winner"})
        row.erase(key);
      return row;
    }
    return {};
  }
};

// Read once.
inline const PandascoreLists& lists() {
  static const PandascoreLists lists;
  return lists;
}

}  // namespace cs2::provider
