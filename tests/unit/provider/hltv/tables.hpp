// The tables of tests/data/hltv as HLTV's pages.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "support/hltv_match_page.hpp"
#include "support/hltv_pages.hpp"
#include "support/table.hpp"

namespace cs2::provider {

using test::read_table;
using test::Row;

inline std::vector<Row> hltv_rows(std::string_view table, std::string_view column, std::string_view value) {
  std::vector<Row> rows;
  for (const auto& row : read_table(fmt::format("hltv/{}.tsv", table))) {
    if (row[column] == value) rows.push_back(row);
  }
  return rows;
}

inline std::string unix_ms_of(const std::string& time) {
  return time.empty() ? "" : std::to_string(unix_milliseconds(parse_iso8601(time).value()));
}

inline std::map<std::string, Row> hltv_events() {
  std::map<std::string, Row> events;
  for (const auto& row : read_table("hltv/events.tsv")) events.emplace(row["event"], row);
  return events;
}

inline MatchBox box_of(const Row& match, const Row& event) {
  return {.id = match["match"],
          .team1 = match["team1"],
          .team2 = match["team2"],
          .name1 = match["name1"],
          .name2 = match["name2"],
          .unix_ms = unix_ms_of(match["starts_at"]),
          .live = match["where"] == "live",
          .lan = event["lan"] == "true",
          .title = match["title"].empty() ? "" : event["name"] + " - " + match["title"],
          .stage = match["stage"],
          .best_of = "bo" + match["best_of"],
          .event_id = match["event"],
          .event = event["name"],
          .region = event["region"]};
}

inline std::string hltv_matches_page() {
  const auto known = hltv_events();
  std::vector<MatchBox> live;
  std::vector<MatchBox> by_time;
  std::vector<MatchBox> by_event;
  for (const auto& match : read_table("hltv/matches.tsv")) {
    auto box = box_of(match, known.at(match["event"]));
    (box.live ? live : by_time).push_back(box);
    box.hidden = match["where"].ends_with("hidden");
    if (box.hidden || match["where"].ends_with("event")) by_event.push_back(box);
  }
  return whole_matches_page_of(live, by_time, by_event);
}

inline std::string hltv_results_page() {
  std::vector<ResultRow> rows;
  std::vector<ResultRow> biggest;
  for (const auto& row : read_table("hltv/results.tsv")) {
    rows.push_back({.id = row["match"],
                    .name1 = row["team1"],
                    .name2 = row["team2"],
                    .score1 = row.number("score1"),
                    .score2 = row.number("score2"),
                    .kind = row["kind"],
                    .event = row["event"],
                    .unix_ms = unix_ms_of(row["ended_at"])});
    if (row["biggest"] == "yes") biggest.push_back(rows.back());
  }
  return results_page_of(rows, biggest);
}

inline MapBox box_of(const Row& map, bool is_optional) {
  const bool has_rounds = !map["rounds1"].empty();
  const auto side = [&](std::string_view own, std::string_view other, std::string_view number) {
    const auto* state = !has_rounds ? "tie" : map.number(own) > map.number(other) ? "won" : "lost";
    return std::string{state} + (map["picked_by"] == number ? " pick" : " ");
  };
  return {.name = map["map"],
          .left = has_rounds ? map["rounds1"] : "-",
          .right = has_rounds ? map["rounds2"] : "-",
          .left_classes = side("rounds1", "rounds2", "1"),
          .right_classes = side("rounds2", "rounds1", "2"),
          .figures = map["figures"],
          .halves = map["halves"],
          .optional = is_optional};
}

inline std::vector<std::string> veto_of(const std::string& match, const Row& series) {
  std::vector<std::string> steps;
  for (const auto& row : hltv_rows("vetoes", "match", match)) {
    const auto step = steps.size() + 1;
    steps.push_back(row["team"].empty() ? fmt::format("{}. {} was left over", step, row["map"])
                                        : fmt::format("{}. {} {} {}", step, series["name" + row["team"]],
                                                      row["action"], row["map"]));
  }
  return steps;
}

inline std::string hltv_line_ups_of(const std::string& match) {
  std::array<std::vector<PlayerBox>, 2> players;
  for (const auto& row : hltv_rows("line_ups", "match", match))
    players.at(static_cast<std::size_t>(row.number("team") - 1))
        .push_back({.id = row["player"], .nickname = row["nickname"], .country = row["country"]});
  return players[0].empty() ? "" : line_ups_of(players[0], players[1]);
}

// In the table of the series under "all", in those of the maps under HLTV's number of the map.
inline std::string hltv_figures_of(const std::string& match, const std::vector<Row>& maps) {
  std::map<std::string, std::array<std::vector<FiguresRow>, 2>> tables;
  for (const auto& row : hltv_rows("figures", "match", match))
    tables[row["map"]]
        .at(static_cast<std::size_t>(row.number("team") - 1))
        .push_back({.player = row["player"],
                    .nickname = row["nickname"],
                    .kills_deaths = row["kills"] + "-" + row["deaths"],
                    .adr = row["adr"],
                    .kast = row["kast"],
                    .rating = row["rating"]});
  std::string html;
  for (const auto& [map, players] : tables) {
    const auto number = map == "all" ? map : maps.at(std::stoul(map) - 1)["figures"];
    html += figures_of(number, players[0], players[1]);
  }
  return html;
}

inline std::string hltv_streams_of(const std::string& match) {
  std::vector<StreamBox> streams;
  for (const auto& row : hltv_rows("streams", "match", match))
    streams.push_back(
        {.provider = row["provider"], .name = row["name"], .embed = row["embed"], .link = row["link"]});
  return streams.empty() ? "" : streams_of(streams);
}

inline std::string hltv_match_page(const std::string& match) {
  const auto series = hltv_rows("series", "match", match).at(0);
  const auto maps = hltv_rows("maps", "match", match);
  MatchPage page{.id = match, .countdown = series["state"]};
  page.notes = series["best_of"].empty() ? ""
                                         : fmt::format("Best of {} ({})\n\n* {}", series["best_of"],
                                                       series["place"], series["stage"]);
  page.names = {series["name1"], series["name2"]};
  page.teams = {series["team1"], series["team2"]};
  page.event_id = series["event"];
  page.event = series["event_name"];
  page.unix_ms = unix_ms_of(series["starts_at"]);
  const auto shown = [&](std::string_view own, std::string_view other) {
    if (series[own].empty()) return std::string{};
    return fmt::format(R"(<div class="{}">{}</div>)",
                       series.number(own) > series.number(other) ? "won" : "lost", series[own]);
  };
  page.shown = {shown("score1", "score2"), shown("score2", "score1")};
  page.veto = veto_of(match, series);
  page.maps.clear();
  for (const auto& map : maps) {
    const bool is_decider = page.countdown == "LIVE" && page.maps.size() + 1 == maps.size();
    page.maps.push_back(box_of(map, is_decider));
  }
  page.more = hltv_line_ups_of(match) + hltv_streams_of(match) + hltv_figures_of(match, maps);
  return html_of(page);
}

inline std::string hltv_team_page(const std::string& team) {
  const auto players = hltv_rows("rosters", "team", team);
  TeamPage page{.id = team, .name = players.at(0)["name"], .country = players[0]["team_country"]};
  page.is_named = !page.country.empty();
  for (const auto& row : players) {
    RosterRow player{.player = row["player"],
                     .nickname = row["nickname"],
                     .country = row["country"],
                     .status = row["status"]};
    if (row["list"] == "portraits")
      page.portraits.push_back(std::move(player));
    else if (player.status == "COACH")
      page.coach = player.player + " " + player.nickname;
    else
      page.roster.push_back(std::move(player));
  }
  return html_of(page);
}

}  // namespace cs2::provider
