// Whole answers of PandaScore's about events, stages, teams and players.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "provider/pandascore/parse.hpp"
#include "unit/provider/pandascore/lists.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

// The stage that FISSURE Playground #2 ended with, and who played it.
const std::string playground = "17002";
const std::vector<std::string> finalists{"124530", "3272", "3260", "127729",
                                         "133712", "3210", "3213", "125751"};

PandascorePage read(Result<PandascorePage> page) {
  EXPECT_TRUE(page) << page.error().detail;
  if (!page) return {};
  EXPECT_THAT(page->report.skipped, IsEmpty())
      << page->report.skipped[0].what << ": " << page->report.skipped[0].reason;
  return std::move(*page);
}

std::optional<std::string> text_of(const std::string& cell) {
  const auto text = trim(cell);
  if (text == "-" || text.empty()) return std::nullopt;
  return std::string{text};
}

void expect_players(const Report& report, const std::vector<std::string>& teams) {
  std::size_t count = 0;
  for (const auto& team : teams) {
    for (const auto& facts : lists().tables.players.all(team)) {
      const auto found = std::ranges::find(report.players, facts["id"], &PlayerReport::external_id);
      ASSERT_NE(found, report.players.end()) << facts["nick"];
      EXPECT_EQ(found->player.nickname, facts["nick"]);
      EXPECT_EQ(found->player.first_name, text_of(facts["first"])) << facts["nick"];
      EXPECT_EQ(found->player.last_name, text_of(facts["last"])) << facts["nick"];
      EXPECT_EQ(found->player.nationality, text_of(facts["nationality"])) << facts["nick"];
      EXPECT_EQ(found->player.image_url.has_value(), facts["image"] == "yes") << facts["nick"];
      ++count;
    }
  }
  EXPECT_EQ(report.players.size(), count);
}

std::vector<std::string> ids_of(const std::vector<test::Row>& rows, std::size_t most = 100) {
  std::vector<std::string> ids;
  for (const auto& row : rows) {
    if (ids.size() < most) ids.push_back(row["id"]);
  }
  return ids;
}

std::string opponents_of(const std::vector<json::object>& teams) {
  json::array listed;
  for (const auto& team : teams) listed.push_back(team);
  return json::serialize(json::object{{"opponent_type", "Team"}, {"opponents", std::move(listed)}});
}

TEST(PandascoreEventLists, of_tournaments_bring_all_teams_of_a_stage_and_its_winner) {
  const auto page = read(
      parse_pandascore_tournaments(list_of({lists().tournament(playground, finalists, "past", false)}), now));

  ASSERT_THAT(page.stages, SizeIs(1));
  EXPECT_EQ(page.stages[0].name, "Playoffs");
  EXPECT_TRUE(page.stages[0].has_bracket);
  EXPECT_TRUE(page.stages[0].decides);
  EXPECT_THAT(page.stages[0].line_ups, IsEmpty());
  EXPECT_THAT(page.report.teams, SizeIs(8));
  EXPECT_THAT(page.report.matches, IsEmpty());  // without their opponents they say nothing
  const auto& event = page.report.tournaments.at(0);
  EXPECT_EQ(event.tournament.name, "FISSURE Playground #2 2025");
  EXPECT_EQ(event.tournament.tier, Tier::a);
  EXPECT_EQ(event.tournament.venue, Venue::lan);
  EXPECT_EQ(event.tournament.country, "RS");
  EXPECT_EQ(event.winner, "124530");
}

TEST(PandascoreEventLists, of_tournaments_bring_every_expected_roster) {
  const auto page = read(
      parse_pandascore_tournaments(list_of({lists().tournament(playground, finalists, "past", true)}), now));

  ASSERT_THAT(page.stages, SizeIs(1));
  ASSERT_THAT(page.stages[0].line_ups, SizeIs(8));
  for (const auto& team : finalists)
    EXPECT_EQ(page.stages[0].line_ups.at(team), ids_of(lists().tables.players.all(team)));
  expect_players(page.report, finalists);
}

TEST(PandascoreEventLists, of_tournaments_may_have_neither_teams_nor_an_end_nor_a_tier) {
  const auto page = read(parse_pandascore_tournaments(
      list_of({lists().tournament("511", {}, "past", false), lists().tournament("512", {}, "past", false)}),
      now));

  ASSERT_THAT(page.stages, SizeIs(2));
  EXPECT_EQ(page.stages[0].ends_at, std::nullopt);
  EXPECT_FALSE(page.stages[0].decides);
  EXPECT_TRUE(page.stages[1].ends_at);
  ASSERT_THAT(page.report.tournaments, SizeIs(1));
  const auto& event = page.report.tournaments[0].tournament;
  EXPECT_EQ(event.tier, Tier::unranked);
  EXPECT_EQ(event.venue, Venue::mixed);
  EXPECT_EQ(event.region, "OCE");
  EXPECT_EQ(event.prize, "5000 Euro");
  EXPECT_EQ(event.ends_at, std::nullopt);
}

TEST(PandascoreEventLists, of_series_take_what_each_stage_alone_knows) {
  const auto series =
      read(parse_pandascore_series(list_of({lists().serie_row("1626", {"1974", "1744", "1838"}, 2024)}), now))
          .report.tournaments;

  ASSERT_THAT(series, SizeIs(1));
  EXPECT_EQ(series[0].tournament.name, "StarSeries & i-League Season 6 2018");
  EXPECT_EQ(series[0].tournament.tier, Tier::a);  // the other two have none
  EXPECT_EQ(series[0].tournament.prize, "265000 United States Dollar");
  EXPECT_EQ(series[0].tournament.region, std::nullopt);
}

TEST(PandascoreEventLists, of_series_may_have_no_stages_no_end_and_no_name_but_the_full_one) {
  const auto series = read(parse_pandascore_series(list_of({lists().serie_row("51", {}, 2023),
                                                            lists().serie_row("9502", {playground}),
                                                            lists().serie_row("9604", {})}),
                                                   now))
                          .report.tournaments;
  std::vector<std::string> names;
  for (const auto& serie : series) names.push_back(serie.tournament.name);

  EXPECT_THAT(names, UnorderedElementsAre("Polar League Season 4 2026", "FISSURE Playground #2 2025",
                                          "IEM Rio 2024"));
  for (const auto& serie : series) EXPECT_EQ(serie.tournament.ends_at.has_value(), serie.external_id != "51");
}

TEST(PandascoreEventLists, of_leagues_are_the_events_of_all_their_series) {
  const std::vector<std::string> editions{"5829", "9600", "9601", "9602", "9603",
                                          "9604", "9605", "9606", "9607", "9608"};
  const auto events = read(parse_pandascore_leagues(
                               list_of({lists().league_row("4161", editions), lists().league_row("5", {"51"}),
                                        lists().league_row("4165", {})}),
                               now))
                          .report.tournaments;

  ASSERT_THAT(events, SizeIs(11));
  for (const auto& event : events) {
    const auto& serie = lists().tables.series[event.external_id];
    EXPECT_EQ(event.tournament.name,
              lists().tables.leagues[serie["league"]]["name"] + " " + serie["full_name"]);
    EXPECT_EQ(event.tournament.starts_at, parse_iso8601(serie["begin"]).value());
    EXPECT_EQ(event.tournament.ends_at.has_value(), serie["end"] != "-");
    EXPECT_EQ(event.winner, std::nullopt);  // a team that the answer does not name
  }
}

TEST(PandascoreEventLists, of_rosters_have_all_players_be_they_benched_or_coaches) {
  auto teams = finalists;
  teams.push_back("71");
  json::array rosters;
  for (const auto& team : teams) rosters.push_back(lists().team_with_players(team));
  const auto page = read(parse_pandascore_rosters(
      json::serialize(json::object{{"type", "Team"}, {"rosters", std::move(rosters)}}), now));

  EXPECT_THAT(page.report.teams, SizeIs(9));
  ASSERT_THAT(page.line_ups, SizeIs(9));
  for (const auto& team : teams) EXPECT_EQ(page.line_ups.at(team), ids_of(lists().tables.players.all(team)));
  EXPECT_THAT(page.line_ups.at("71"), SizeIs(8));
  expect_players(page.report, teams);
}

TEST(PandascoreEventLists, of_opponents_are_read_with_and_without_ages) {
  const auto old = read(parse_pandascore_opponents(
      opponents_of({lists().team_with_players("71", 2023, 5), lists().team_with_players("72", 2023)}), now));
  const auto newer = read(parse_pandascore_opponents(
      opponents_of({lists().team_with_players("71", 2025, 6), lists().team_with_players("72", 2025)}), now));

  EXPECT_THAT(old.report.teams, SizeIs(2));
  EXPECT_THAT(old.report.players, SizeIs(10));
  EXPECT_THAT(newer.report.players, SizeIs(11));
  EXPECT_EQ(newer.line_ups.at("71"), ids_of(lists().tables.players.all("71"), 6));
  EXPECT_EQ(newer.line_ups.at("72"), ids_of(lists().tables.players.all("72")));
}

TEST(PandascoreEventLists, of_opponents_trim_names_and_leave_out_empty_ones) {
  const auto report =
      read(parse_pandascore_opponents(opponents_of({lists().team_with_players("71")}), now)).report;
  const auto player = [&](std::string_view nick) {
    return std::ranges::find_if(report.players,
                                [&](const PlayerReport& one) { return one.player.nickname == nick; })
        ->player;
  };

  ASSERT_THAT(report.players, SizeIs(8));
  EXPECT_EQ(player("5 Star").first_name, "Nelvin");  // "Nelvin "
  EXPECT_EQ(player("5 Star").last_name, "O'Reilly");
  EXPECT_EQ(player("cairn").last_name, "Bērziņš");
  EXPECT_EQ(player("brn$").last_name, std::nullopt);
  EXPECT_EQ(player("Mané").nationality, std::nullopt);
  EXPECT_EQ(player("scree").first_name, std::nullopt);
}

TEST(PandascoreEventLists, of_group_standings_count_ties_where_there_were_some) {
  const auto group =
      read(parse_pandascore_standings(list_of(lists().standings("group")), now, {})).report.standings;

  ASSERT_THAT(group, SizeIs(1));
  ASSERT_THAT(group[0].rows, SizeIs(4));
  EXPECT_EQ(group[0].rows[0].team, "71");
  EXPECT_EQ(group[0].rows[0].standing.wins, 3);
  EXPECT_EQ(group[0].rows[0].standing.losses, 0);
  EXPECT_EQ(group[0].rows[0].standing.draws, std::nullopt);
  EXPECT_EQ(group[0].rows[3].standing.position, 3);
  EXPECT_EQ(group[0].rows[3].standing.draws, 1);
}

TEST(PandascoreEventLists, of_bracket_standings_have_ranks_alone_and_are_the_placements) {
  auto rows = lists().standings("bracket");
  const auto stages = read(parse_pandascore_tournaments(
                               list_of({lists().tournament(playground, finalists, "past", false)}), now))
                          .stages;

  const auto report = read(parse_pandascore_standings(list_of(rows), now, stages.at(0))).report;

  ASSERT_THAT(report.standings, SizeIs(1));
  ASSERT_THAT(report.standings[0].rows, SizeIs(8));
  for (const auto& row : report.standings[0].rows) EXPECT_EQ(row.standing.wins, std::nullopt);
  std::vector<std::pair<int, int>> places;
  for (const auto& placement : report.placements) places.emplace_back(placement.best, placement.worst);
  EXPECT_THAT(places, ElementsAre(std::pair{1, 1}, std::pair{2, 2}, std::pair{3, 4}, std::pair{3, 4},
                                  std::pair{5, 8}, std::pair{5, 8}, std::pair{5, 8}, std::pair{5, 8}));
  EXPECT_EQ(report.placements[0].team, "124530");
}

TEST(PandascoreEventLists, of_teams_keep_namesakes_apart_and_say_nothing_of_rosters_without_players) {
  const auto report =
      read(parse_pandascore_teams(
               list_of({lists().team_with_players("71"), lists().team_with_players("75"),
                        lists().team_with_players("72", 2024, 0), lists().team_with_players("124530")}),
               now))
          .report;

  ASSERT_THAT(report.teams, SizeIs(4));
  EXPECT_EQ(
      std::ranges::count_if(report.teams, [](const TeamReport& one) { return one.team.name == "Alpine"; }),
      2);
  ASSERT_THAT(report.rosters, SizeIs(3));
  const auto alpine = std::ranges::find(report.rosters, "71", &RosterReport::team);
  ASSERT_NE(alpine, report.rosters.end());
  ASSERT_THAT(alpine->stays, SizeIs(8));
  EXPECT_EQ(alpine->stays[2].role, RosterRole::benched);
  EXPECT_EQ(alpine->stays[3].role, RosterRole::coach);
  expect_players(report, {"71", "75", "124530"});
}

TEST(PandascoreEventLists, of_players_bring_the_team_that_each_is_in) {
  json::array rows;
  for (const auto& facts : lists().tables.players.all("3210")) {
    auto row = lists().player(facts, true);
    row["current_team"] = lists().team("3210");
    row["current_videogame"] = json::object{{"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}};
    rows.push_back(std::move(row));
  }
  rows[0].as_object()["current_team"] = nullptr;

  const auto report = read(parse_pandascore_players(list_of(rows), now)).report;

  expect_players(report, {"3210"});
  EXPECT_THAT(report.rosters, SizeIs(4));
  EXPECT_FALSE(report.rosters.at(0).is_complete);
  EXPECT_EQ(report.teams.at(0).team.name, "G2");
}

}  // namespace
}  // namespace cs2::provider
