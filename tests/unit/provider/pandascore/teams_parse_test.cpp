#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/pandascore/parse.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

Report teams(const json::array& rows) {
  auto page = parse_pandascore_teams(list_of(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(page->report) : Report{};
}

Report players(const json::array& rows) {
  auto page = parse_pandascore_players(list_of(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(page->report) : Report{};
}

TEST(PandascoreTeams, bring_their_present_contracts_as_a_whole) {
  const auto report = teams({team_row()});

  ASSERT_THAT(report.rosters, SizeIs(1));
  EXPECT_EQ(report.rosters[0].team, "71");
  EXPECT_TRUE(report.rosters[0].is_complete);
  ASSERT_THAT(report.rosters[0].stays, SizeIs(4));
  EXPECT_EQ(report.rosters[0].stays[0].role, RosterRole::player);
  EXPECT_EQ(report.rosters[0].stays[2].role, RosterRole::benched);
  EXPECT_EQ(report.rosters[0].stays[3].role, RosterRole::coach);
  EXPECT_THAT(report.players, SizeIs(4));
  EXPECT_EQ(report.players[1].player.nationality, "XK");
  EXPECT_EQ(report.players[2].player.nationality, std::nullopt);
}

TEST(PandascoreTeams, without_players_say_nothing_about_who_left) {
  const auto report = teams({team_row({{"players", json::array{}}})});

  EXPECT_THAT(report.teams, SizeIs(1));
  EXPECT_THAT(report.rosters, IsEmpty());
}

TEST(PandascoreTeams, of_other_games_are_skipped) {
  const auto report =
      teams({team_row({{"current_videogame", json::object{{"id", 1}, {"slug", "league-of-legends"}}}})});

  EXPECT_THAT(report.teams, IsEmpty());
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].reason, "another game: league-of-legends");
}

TEST(PandascoreTeams, with_a_player_that_cannot_be_read_are_skipped) {
  const auto report = teams({team_row(), team_row({{"id", 72}, {"players", json::array{json::object{}}}})});

  EXPECT_THAT(report.teams, SizeIs(1));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].reason, "a player: a player without id or name");
}

TEST(PandascorePlayers, bring_their_names_and_the_team_that_they_are_in) {
  const auto report = players({player_row()});

  ASSERT_THAT(report.players, SizeIs(1));
  const auto& player = report.players[0].player;
  EXPECT_EQ(report.players[0].external_id, "801");
  EXPECT_EQ(player.nickname, "frost");
  EXPECT_EQ(player.first_name, "Nils");
  EXPECT_EQ(player.last_name, "Å.");
  EXPECT_EQ(player.nationality, "SE");
  EXPECT_EQ(player.image_url, "https://images.example/frost.png");
  ASSERT_THAT(report.rosters, SizeIs(1));
  EXPECT_EQ(report.rosters[0].team, "71");
  EXPECT_FALSE(report.rosters[0].is_complete);
  EXPECT_THAT(report.teams, SizeIs(1));
}

TEST(PandascorePlayers, without_a_team_are_in_none) {
  const auto report = players({player_row({{"current_team", nullptr}, {"first_name", nullptr}})});

  EXPECT_THAT(report.players, SizeIs(1));
  EXPECT_THAT(report.rosters, IsEmpty());
  EXPECT_THAT(report.teams, IsEmpty());
}

}  // namespace
}  // namespace cs2::provider
