#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/validate.hpp"
#include "provider/pandascore/parse.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

MatchReport running_match() {
  return parse_pandascore_matches(list_of({running_row()}), now).value().report.matches.at(0);
}

Report games(const json::array& rows) {
  auto page = parse_pandascore_games(list_of(rows), now, running_match());
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(page->report) : Report{};
}

MapResult second_map(const json::object& row) {
  return games({row}).matches.at(0).maps.at(1);
}

TEST(PandascoreGames, name_the_map_and_count_its_rounds_by_team) {
  const auto map = second_map(game_row());

  EXPECT_EQ(map.name, "Nuke");
  EXPECT_EQ(map.score, (Score{11, 13}));
  EXPECT_EQ(map.winner, 1);
  EXPECT_EQ(map.duration, seconds{3000});
  EXPECT_THAT(validate(games({game_row()}).matches[0], now), IsEmpty());
}

TEST(PandascoreGames, leave_the_other_maps_and_the_match_as_they_are) {
  const auto match = games({game_row()}).matches.at(0);

  EXPECT_EQ(match.status, MatchStatus::live);
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].name, std::nullopt);
  EXPECT_EQ(match.maps[0].status, MapStatus::finished);
  EXPECT_EQ(match.tournament, "51");
}

TEST(PandascoreGames, add_up_rounds_to_halves_with_sides) {
  const auto halves = second_map(game_row()).halves;

  ASSERT_THAT(halves, SizeIs(2));
  EXPECT_EQ(halves[0].rounds, (Score{8, 4}));
  EXPECT_EQ(halves[0].first_side, Side::ct);
  EXPECT_EQ(halves[1].rounds, (Score{3, 9}));
  EXPECT_EQ(halves[1].first_side, Side::t);
  EXPECT_FALSE(halves[1].overtime);
}

TEST(PandascoreGames, split_overtime_into_halves_of_three) {
  json::array rounds;
  for (int number = 1; number <= 28; ++number) {
    const bool alpine_won = number <= 12 || number > 24;
    rounds.push_back(json::object{{"round", number},
                                  {"ct", 71},
                                  {"terrorists", 72},
                                  {"winner_side", alpine_won ? "ct" : "terrorists"}});
  }
  const auto score = json::parse(R"([{"team_id": 71, "score": 16}, {"team_id": 72, "score": 12}])");

  const auto halves =
      second_map(game_row({{"rounds", rounds}, {"rounds_score", score}, {"winner", {{"id", 71}}}})).halves;

  ASSERT_THAT(halves, SizeIs(4));
  EXPECT_TRUE(halves[2].overtime);
  EXPECT_EQ(halves[2].rounds, (Score{3, 0}));
  EXPECT_EQ(halves[3].rounds, (Score{1, 0}));
}

TEST(PandascoreGames, tell_no_halves_from_rounds_that_do_not_make_up_the_score) {
  auto few = game_row();
  few.at("rounds").as_array().pop_back();
  auto twice = game_row();
  twice.at("rounds").as_array()[3].as_object()["round"] = 3;
  auto strange = game_row();
  strange.at("rounds").as_array()[3].as_object()["ct"] = 99;

  EXPECT_THAT(second_map(few).halves, IsEmpty());
  EXPECT_THAT(second_map(twice).halves, IsEmpty());
  EXPECT_THAT(second_map(strange).halves, IsEmpty());
  EXPECT_EQ(second_map(strange).score, (Score{11, 13}));
}

TEST(PandascoreGames, bring_the_players_figures) {
  const auto report = games({game_row()});

  const auto& stats = report.matches.at(0).player_stats;
  ASSERT_THAT(stats, SizeIs(2));
  EXPECT_EQ(stats[0].player, "801");
  EXPECT_EQ(stats[0].stats.slot, 0);
  EXPECT_EQ(stats[0].stats.map, 2);
  EXPECT_EQ(stats[0].stats.kills, 21);
  EXPECT_EQ(stats[0].stats.headshots, 9);
  EXPECT_EQ(stats[0].stats.adr, 88.5);
  EXPECT_EQ(stats[0].stats.kast, 75);
  EXPECT_EQ(stats[0].stats.rating, 1.21);
  EXPECT_EQ(stats[1].stats.slot, 1);
  EXPECT_EQ(stats[1].stats.assists, std::nullopt);
  EXPECT_THAT(stats[1].stats.rating_version, IsEmpty());
  EXPECT_THAT(report.players, SizeIs(2));
}

TEST(PandascoreGames, skip_figures_for_a_team_that_does_not_play) {
  auto row = game_row();
  row.at("players").as_array()[1].as_object()["team"] = json::object{{"id", 99}, {"name", "Others"}};

  const auto report = games({row});

  EXPECT_THAT(report.matches.at(0).player_stats, SizeIs(1));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].what, "a player of map 2");
}

TEST(PandascoreGames, tell_no_score_of_a_map_to_come) {
  const auto score = json::parse(R"([{"team_id": 71, "score": 0}, {"team_id": 72, "score": 0}])");

  const auto map = second_map(game_row({{"status", "not_started"}, {"rounds_score", score}}));

  EXPECT_EQ(map.name, "Nuke");
  EXPECT_EQ(map.score, std::nullopt);
}

TEST(PandascoreGames, are_drift_where_they_are_no_games) {
  EXPECT_EQ(parse_pandascore_games("{}", now, running_match()).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_pandascore_games(R"([{"id": 1}])", now, running_match()).error().kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::provider
