// What the tables in tests/data say: names that people meet, in the forms in which sources tell of them. And
// one source that says everything that is awkward.
#pragma once

#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "e2e/profiles/awkward_report.hpp"
#include "e2e/profiles/filled_store.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/valve/standings_parse.hpp"
#include "support/hltv_match_page.hpp"
#include "support/hltv_pages.hpp"
#include "support/liquipedia_cards.hpp"
#include "unit/provider/pandascore/rows.hpp"
#include "unit/provider/valve/pages.hpp"

namespace cs2::test {

using Rankings = std::map<std::pair<std::string, std::string>, std::vector<RankedTeam>>;

inline std::string standings_page(const Rankings& rankings, std::string date, const std::string& region) {
  std::vector<provider::StandingsRow> rows;
  for (const auto& ranked : rankings.at({date, region}))
    rows.push_back({.position = ranked.place,
                    .points = ranked.points,
                    .name = ranked.team,
                    .roster = fmt::format("{}", fmt::join(ranked.players, ", "))});
  std::ranges::replace(date, '-', '_');
  auto shown = region == "world" ? std::string{} : region;
  if (!shown.empty()) shown.front() = static_cast<char>(std::toupper(shown.front()));
  return provider::standings_of(rows, shown, date);
}

inline void add_rankings(FilledStore& filled, const Rankings& rankings) {
  for (const auto* date : {"2025-06-02", "2026-01-05", "2026-05-04"})
    filled.ingest_report(
        provider::parse_valve_standings(std::vector{standings_page(rankings, date, "world")}, filled_at));
  std::vector<std::string> newest;
  for (const auto* region : {"world", "europe", "americas", "asia"})
    newest.push_back(standings_page(rankings, "2026-06-01", region));
  filled.ingest_report(provider::parse_valve_standings(newest, filled_at));
}

// What is played now and next, by the best of the ranking: one pair after the other, and then nobody knows
// who.
inline void add_matches(FilledStore& filled, const std::vector<RankedTeam>& best) {
  namespace json = boost::json;
  using namespace provider;
  json::array running, upcoming;
  std::vector<Card> cards;
  std::vector<MatchBox> boxes;
  for (int pair = 0; pair < 12; ++pair) {
    const auto& first = best.at(static_cast<std::size_t>(2 * pair));
    const auto& second = best.at(static_cast<std::size_t>(2 * pair) + 1);
    const auto at = filled_at + hours{3 * pair - 1};
    const json::object said{
        {"id", 700 + pair},
        {"name", fmt::format("Round of 16: {} vs {}", first.team, second.team)},
        {"scheduled_at", to_iso8601(at)},
        {"original_scheduled_at", to_iso8601(at)},
        {"begin_at", to_iso8601(at)},
        {"opponents",
         json::array{opponent(1000 + 2 * pair, first.team), opponent(1001 + 2 * pair, second.team)}},
        {"results", json::array{json::object{{"team_id", 1000 + 2 * pair}, {"score", pair == 0 ? 1 : 0}},
                                json::object{{"team_id", 1001 + 2 * pair}, {"score", 0}}}},
        {"games", json::array{}}};
    if (pair == 0) {
      running.push_back(running_row(said));
    } else {
      upcoming.push_back(upcoming_row(said));
    }
    auto page = first.team;
    std::ranges::replace(page, ' ', '_');
    cards.push_back(
        {.first = {.page = page, .title = first.team, .shown = first.team},
         .second = {.page = "", .title = "", .shown = pair % 2 == 0 ? "TBD" : "Winner of match 1"},
         .at = filled_at + days{7 + pair},
         .exact = pair % 3 != 0});
    boxes.push_back({.id = std::to_string(2'500'000 + pair),
                     .team1 = std::to_string(100 + 2 * pair),
                     .team2 = std::to_string(101 + 2 * pair),
                     .name1 = first.team,
                     .name2 = second.team,
                     .unix_ms = std::to_string((filled_at + days{20 + pair}).time_since_epoch().count()),
                     .lan = pair % 2 == 0,
                     .title = pair % 4 == 3 ? "Quarter-final 2" : "",
                     .stage = "Quarter-final"});
  }
  filled.ingest_report(parse_pandascore_matches(json::serialize(running), filled_at));
  filled.ingest_report(parse_pandascore_matches(json::serialize(upcoming), filled_at));
  filled.ingest_report(parse_liquipedia_matches(page_of(cards), filled_at));
  filled.ingest_report(parse_hltv_matches(matches_page_of(boxes), filled_at));
  const std::vector<PlayerBox> five{{.id = "1", .nickname = "frost"},
                                    {.id = "2", .nickname = "ridge"},
                                    {.id = "3", .nickname = "scree"},
                                    {.id = "4", .nickname = "cairn"},
                                    {.id = "5", .nickname = "tarn"}};
  const auto page = html_of(
      MatchPage{.more = line_ups_of(five, {}) + figures_of("230001", {{.player = "1", .nickname = "frost"}},
                                                           {{.player = "2", .nickname = "ridge"}})});
  filled.ingest_report(parse_hltv_match(page, "2400001", filled_at));
}

// An event whose stages have a table and a bracket.
inline void add_event(FilledStore& filled) {
  namespace json = boost::json;
  using namespace provider;
  const auto event = parse_pandascore_tournaments(list_of({tournament_row()}), filled_at);
  filled.ingest_report(event);
  const auto& stage = event->stages.at(0);
  filled.ingest_report(parse_pandascore_brackets(
      list_of({bracket_row(1, "Semifinal 1: ALP vs TBD", {}, {opponent(71, "Alpine")}),
               bracket_row(2, "Semifinal 2: TBD vs TBD"),
               bracket_row(3, "Grand final: TBD vs TBD", {feeder(1, "winner"), feeder(2, "winner")})}),
      filled_at, stage));
  filled.ingest_report(parse_pandascore_teams(list_of({team_row()}), filled_at));
  filled.ingest_report(parse_pandascore_players(list_of({player_row()}), filled_at));
}

inline void fill_from_tables(FilledStore& filled) {
  const auto rankings = read_valve_rankings();
  filled.import(read_series());
  filled.take_line_ups(read_newest_line_ups());
  add_rankings(filled, rankings);
  add_matches(filled, rankings.at({"2026-06-01", "world"}));
  add_event(filled);
  filled.take(awkward_report(filled_at));
}

}  // namespace cs2::test
