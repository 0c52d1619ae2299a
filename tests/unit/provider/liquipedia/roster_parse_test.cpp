#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "provider/liquipedia/parse.hpp"
#include "support/liquipedia_team_page.hpp"

namespace cs2::provider {
namespace {

using test::utc;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = utc("2026-07-12", "18:20");

Report read(const std::vector<SquadMember>& squad) {
  auto report = parse_liquipedia_roster(team_page_of("Breakers", "Norway", "Europe", squad), "Breakers", now);
  EXPECT_TRUE(report) << report.error().detail;
  return report ? std::move(*report) : Report{};
}

std::vector<SquadMember> squad_without(std::string_view table) {
  auto squad = test::read_squad("Breakers");
  std::erase_if(squad, [&](const SquadMember& member) { return member.table == table; });
  return squad;
}

TEST(LiquipediaRoster, reads_every_table_of_players_and_no_other) {
  const auto report = read(test::read_squad("Breakers"));

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.rosters, SizeIs(1));
  EXPECT_TRUE(report.rosters[0].is_complete);
  EXPECT_EQ(report.rosters[0].team, "Breakers");
  EXPECT_THAT(report.rosters[0].stays, SizeIs(10));
  EXPECT_THAT(report.players, SizeIs(10));
}

TEST(LiquipediaRoster, reads_country_and_region_of_the_infobox) {
  const auto report = read(test::read_squad("Breakers"));

  ASSERT_THAT(report.teams, SizeIs(1));
  EXPECT_EQ(report.teams[0].team.name, "Breakers");
  EXPECT_EQ(report.teams[0].team.country, "NO");
  EXPECT_EQ(report.teams[0].team.region, "Europe");
  EXPECT_FALSE(report.teams[0].team.disbanded);
}

TEST(LiquipediaRoster, reads_dates_that_are_followed_by_a_footnote) {
  const auto squad = test::read_squad("Breakers");

  const auto stays = read(squad).rosters.at(0).stays;

  ASSERT_EQ(stays.size(), squad.size());
  for (std::size_t i = 0; i < squad.size(); ++i) {
    EXPECT_EQ(stays[i].player, squad[i].page);
    EXPECT_EQ(stays[i].since, utc(squad[i].joined)) << squad[i].page;
    EXPECT_EQ(stays[i].until, squad[i].left.empty() ? std::nullopt : std::optional{utc(squad[i].left)})
        << squad[i].page;
  }
}

TEST(LiquipediaRoster, reads_roles_from_columns_tables_and_headings) {
  std::map<std::string, RosterRole> roles;
  for (const auto& stay : read(test::read_squad("Breakers")).rosters.at(0).stays)
    roles[stay.player] = stay.role;

  EXPECT_EQ(roles.at("Ava"), RosterRole::player);
  EXPECT_EQ(roles.at("Cyd"), RosterRole::captain);
  EXPECT_EQ(roles.at("EEL"), RosterRole::stand_in);
  EXPECT_EQ(roles.at("Fay"), RosterRole::benched);
  EXPECT_EQ(roles.at("Ida"), RosterRole::coach);
  EXPECT_EQ(roles.at("Jon"), RosterRole::staff);
}

TEST(LiquipediaRoster, identifies_a_player_by_page_and_not_by_nickname) {
  const auto players = read(test::read_squad("Breakers")).players;

  const auto player_of = [&](std::string_view id) {
    return *std::ranges::find(players, id, &PlayerReport::external_id);
  };
  EXPECT_EQ(player_of("Bo").player.nickname, "Bø");
  EXPECT_EQ(player_of("Bo").player.nationality, "DK");
  EXPECT_EQ(player_of("Bo").player.first_name, "Bo Krog");
  EXPECT_EQ(player_of("Bo").player.last_name, "Dam");
  EXPECT_EQ(player_of("Dot_(Danish_player)").player.nickname, "dot");
  EXPECT_EQ(player_of("EEL").player.nickname, "EEL");  // nobody has written the page
  for (const auto& parsed : players) EXPECT_TRUE(parsed.player.nationality) << parsed.external_id;
}

TEST(LiquipediaRoster, finds_columns_where_the_wiki_hides_empty_ones) {
  auto squad = squad_without("organization");
  for (auto& member : squad) member.name = member.position = member.role = "";

  const auto report = read(squad);

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.rosters.at(0).stays, SizeIs(8));
  EXPECT_EQ(report.rosters[0].stays[7].since, utc("2023-02-01"));
  EXPECT_EQ(report.rosters[0].stays[7].until, utc("2025-10-01"));
  EXPECT_EQ(report.rosters[0].stays[5].role, RosterRole::benched);
}

TEST(LiquipediaRoster, is_not_complete_without_an_active_table) {
  EXPECT_FALSE(read(squad_without("active")).rosters.at(0).is_complete);
  EXPECT_TRUE(read(squad_without("former")).rosters.at(0).is_complete);
}

TEST(LiquipediaRoster, is_not_complete_where_somebody_left_on_an_unknown_day) {
  auto squad = test::read_squad("Breakers");
  const auto gil = std::ranges::find(squad, "Gil", &SquadMember::page);
  gil->left = "2025-\?\?-\?\?";

  const auto report = read(squad);

  EXPECT_FALSE(report.rosters.at(0).is_complete);
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_THAT(report.skipped[0].what, HasSubstr("gil"));
}

TEST(LiquipediaRoster, of_a_page_without_tables_of_players_is_drift) {
  const auto report =
      parse_liquipedia_roster(team_page_of("Breakers", "Norway", "Europe", {}), "Breakers", now);

  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::provider
