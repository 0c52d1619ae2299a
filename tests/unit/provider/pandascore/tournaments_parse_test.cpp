#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/pandascore/parse.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

Timestamp at(std::string_view iso) {
  return parse_iso8601(iso).value();
}

PandascorePage read(const json::array& rows) {
  auto page = parse_pandascore_tournaments(list_of(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(*page) : PandascorePage{};
}

PandascoreStage playoffs(const json::object& changes = {}) {
  return read({tournament_row(changes)}).stages.at(0);
}

Report standings(const json::array& rows, const PandascoreStage& stage) {
  auto page = parse_pandascore_standings(list_of(rows), now, stage);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(page->report) : Report{};
}

json::object standing(int rank, int team, std::string_view name) {
  return {{"rank", rank}, {"team", json::object{{"id", team}, {"name", name}}}};
}

// What ends the event, with its champion.
const json::object won{{"winner_id", 72}, {"winner_type", "Team"}};

TEST(PandascoreTournaments, are_stages_of_an_event_that_league_and_serie_name) {
  const auto page = read({tournament_row()});

  ASSERT_THAT(page.report.tournaments, SizeIs(1));
  const auto& event = page.report.tournaments[0];
  EXPECT_EQ(event.external_id, "51");
  EXPECT_EQ(event.tournament.name, "Polar League Season 4 2026");
  EXPECT_EQ(event.tournament.tier, Tier::a);
  EXPECT_EQ(event.tournament.region, "WEU");
  EXPECT_EQ(event.tournament.country, "SE");
  EXPECT_EQ(event.tournament.venue, Venue::lan);
  EXPECT_EQ(event.tournament.prize, "20000 United States Dollar");
  EXPECT_EQ(event.tournament.starts_at, at("2026-07-01T08:00:00Z"));
  EXPECT_EQ(event.tournament.logo_url, "https://images.example/polar.png");
  EXPECT_EQ(event.winner, std::nullopt);
  ASSERT_THAT(page.stages, SizeIs(1));
  EXPECT_EQ(page.stages[0].name, "Playoffs");
  EXPECT_TRUE(page.stages[0].has_bracket);
  EXPECT_THAT(page.report.skipped, IsEmpty());
}

TEST(PandascoreTournaments, bring_their_teams_and_the_players_of_expected_rosters) {
  const auto page = read({tournament_row()});

  EXPECT_THAT(page.report.teams, SizeIs(2));
  EXPECT_THAT(page.report.players, SizeIs(2));
  EXPECT_THAT(page.report.rosters, IsEmpty());  // who plays an event need not be under contract
  EXPECT_THAT(page.stages[0].line_ups, ElementsAre(Pair("71", ElementsAre("801", "802"))));
}

TEST(PandascoreTournaments, take_the_winner_of_the_last_bracket_for_the_champion) {
  const auto last = read({tournament_row(won)});
  const auto early = read({tournament_row({{"winner_id", 72}, {"end_at", "2026-07-09T20:00:00Z"}})});
  const auto group = read({tournament_row({{"winner_id", 72}, {"has_bracket", false}})});

  EXPECT_EQ(last.report.tournaments[0].winner, "72");
  EXPECT_EQ(early.report.tournaments[0].winner, std::nullopt);
  EXPECT_EQ(group.report.tournaments[0].winner, std::nullopt);
}

TEST(PandascoreTournaments, name_no_champion_that_the_report_does_not_know) {
  const auto unknown = read({tournament_row({{"winner_id", 99}})});
  const auto player = read({tournament_row({{"winner_id", 72}, {"winner_type", "Player"}})});

  EXPECT_EQ(unknown.report.tournaments[0].winner, std::nullopt);
  EXPECT_EQ(player.report.tournaments[0].winner, std::nullopt);
}

TEST(PandascoreTournaments, of_the_older_shape_are_read_too) {
  auto row = tournament_row({{"prizepool", nullptr}, {"tier", nullptr}, {"end_at", nullptr}});
  for (const auto* key : {"region", "type", "country", "expected_roster", "videogame_title"}) row.erase(key);

  const auto page = read({row});

  ASSERT_THAT(page.report.tournaments, SizeIs(1));
  EXPECT_EQ(page.report.tournaments[0].tournament.venue, std::nullopt);
  EXPECT_EQ(page.report.tournaments[0].tournament.tier, std::nullopt);
  EXPECT_THAT(page.stages[0].line_ups, IsEmpty());
}

TEST(PandascoreTournaments, that_cannot_be_understood_are_skipped_with_a_reason) {
  const auto page = read({tournament_row(), tournament_row({{"id", 512}, {"serie", nullptr}}),
                          tournament_row({{"id", 513}, {"teams", json::array{1}}})});

  ASSERT_THAT(page.report.skipped, SizeIs(2));
  EXPECT_EQ(page.report.skipped[0].what, "tournament 512");
  EXPECT_THAT(page.report.skipped[1].reason, HasSubstr("teams"));
  EXPECT_THAT(page.stages, SizeIs(1));
}

TEST(PandascoreSeries, take_tier_and_place_from_their_tournaments) {
  auto serie = tournament_row().at("serie").as_object();
  serie["league"] = tournament_row().at("league");
  serie["tournaments"] =
      json::array{tournament_row({{"tier", "c"}, {"country", nullptr}}), tournament_row({{"tier", "b"}})};

  const auto page = parse_pandascore_series(list_of({serie}), now);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_THAT(page->report.tournaments, SizeIs(1));
  EXPECT_EQ(page->report.tournaments[0].tournament.tier, Tier::b);
  EXPECT_EQ(page->report.tournaments[0].tournament.country, "SE");
}

TEST(PandascoreLeagues, are_the_events_of_their_series) {
  auto league = tournament_row().at("league").as_object();
  league["series"] =
      json::array{tournament_row().at("serie"), json::object{{"id", 52}, {"full_name", "Season 5 2027"}}};

  const auto page = parse_pandascore_leagues(list_of({league}), now);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_THAT(page->report.tournaments, SizeIs(2));
  EXPECT_EQ(page->report.tournaments[1].tournament.name, "Polar League Season 5 2027");
}

TEST(PandascoreStandings, of_a_group_count_matches) {
  auto first = standing(1, 72, "Breakers");
  first["wins"] = 3;
  first["losses"] = 1;
  first["total"] = 5;
  first["ties"] = 1;

  const auto report = standings({standing(2, 71, "Alpine"), first}, playoffs({{"name", "Group A"}}));

  ASSERT_THAT(report.standings, SizeIs(1));
  const auto& table = report.standings[0];
  EXPECT_EQ(table.tournament, "51");
  EXPECT_EQ(table.stage, "Group A");
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_EQ(table.rows[0].team, "72");
  EXPECT_EQ(table.rows[0].standing.wins, 3);
  EXPECT_EQ(table.rows[0].standing.draws, 1);
  EXPECT_EQ(table.rows[0].standing.losses, 1);
  EXPECT_EQ(table.rows[1].standing.wins, std::nullopt);
  EXPECT_THAT(report.teams, SizeIs(2));
  EXPECT_THAT(report.tournaments, SizeIs(1));
}

TEST(PandascoreStandings, of_the_last_bracket_are_the_placements_of_the_event) {
  const json::array rows{standing(1, 72, "Breakers"), standing(2, 71, "Alpine"), standing(3, 73, "Cirrus"),
                         standing(3, 74, "Drift"), standing(4, 75, "Ember")};

  const auto report = standings(rows, playoffs(won));

  ASSERT_THAT(report.placements, SizeIs(5));
  EXPECT_EQ(report.placements[0].team, "72");
  EXPECT_EQ(report.placements[0].worst, 1);
  EXPECT_EQ(report.placements[2].best, 3);
  EXPECT_EQ(report.placements[2].worst, 4);
  EXPECT_EQ(report.placements[4].best, 5);
}

TEST(PandascoreStandings, are_no_placements_before_there_is_a_champion_or_where_another_leads) {
  const json::array rows{standing(1, 71, "Alpine"), standing(2, 72, "Breakers")};

  EXPECT_THAT(standings(rows, playoffs()).placements, IsEmpty());
  EXPECT_THAT(standings(rows, playoffs(won)).placements, IsEmpty());
  EXPECT_THAT(standings(rows, playoffs(won)).standings, SizeIs(1));
}

TEST(PandascoreStandings, skip_a_row_without_team_or_rank_and_are_drift_without_any_good_one) {
  const auto report = standings({standing(1, 71, "Alpine"), standing(0, 72, "Breakers"), 5}, playoffs());
  const auto nothing = parse_pandascore_standings(R"([{"rank": 1}])", now, playoffs());

  EXPECT_THAT(report.skipped, SizeIs(2));
  EXPECT_EQ(nothing.error().kind, ErrorKind::drift);
  EXPECT_THAT(standings({}, playoffs()).standings, IsEmpty());
}

TEST(PandascoreRosters, are_line_ups_and_no_contracts) {
  const json::object body{{"type", "Team"}, {"rosters", json::array{team_row()}}};

  const auto page = parse_pandascore_rosters(json::serialize(body), now);

  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->line_ups, ElementsAre(Pair("71", ElementsAre("801", "802", "803", "804"))));
  EXPECT_THAT(page->report.players, SizeIs(4));
  EXPECT_THAT(page->report.rosters, IsEmpty());
}

TEST(PandascoreRosters, of_single_players_are_skipped_and_other_shapes_drift) {
  const auto players = parse_pandascore_rosters(R"({"type": "Player", "rosters": []})", now);

  ASSERT_TRUE(players);
  EXPECT_THAT(players->report.skipped, SizeIs(1));
  EXPECT_EQ(parse_pandascore_rosters("[]", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_pandascore_opponents(R"({"rosters": []})", now).error().kind, ErrorKind::drift);
}

TEST(PandascoreOpponents, are_the_line_ups_of_a_match) {
  const json::object body{
      {"opponent_type", "Team"},
      {"opponents", json::array{team_row(), json::object{{"id", 72}, {"name", "Breakers"}}}}};

  const auto page = parse_pandascore_opponents(json::serialize(body), now);

  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->line_ups, SizeIs(1));  // the other one's is unknown
  EXPECT_THAT(page->report.teams, SizeIs(2));
}

}  // namespace
}  // namespace cs2::provider
