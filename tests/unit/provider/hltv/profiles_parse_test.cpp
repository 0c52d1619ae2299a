#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "provider/hltv/parse.hpp"
#include "unit/provider/hltv/tables.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 25};

const TeamPage alpine{
    .coach = "700 Old Hand",
    .portraits = {{"501", "ava"}},
    .roster = {{"501", "ava", "NO"}, {"502", "bo", "", "BENCHED"}, {"503", "cyd", "", "MASCOT"}}};

TEST(HltvTeam, has_a_country_and_a_whole_roster) {
  const auto report = parse_hltv_team(html_of(alpine), "11", now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->teams, SizeIs(1));
  EXPECT_EQ(report->teams[0].team.name, "Alpine");
  EXPECT_EQ(report->teams[0].team.country, "SE");
  ASSERT_THAT(report->rosters, SizeIs(1));
  const auto& roster = report->rosters[0];
  EXPECT_TRUE(roster.is_complete);
  ASSERT_THAT(roster.stays, SizeIs(3));
  EXPECT_EQ(roster.stays[0].player, "501");
  EXPECT_EQ(roster.stays[1].role, RosterRole::benched);
  EXPECT_EQ(roster.stays[2].role, RosterRole::coach);
  EXPECT_EQ(report->players.at(0).player.nationality, "NO");
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_EQ(report->skipped[0].reason, "unknown status \"MASCOT\"");
}

TEST(HltvTeam, of_portraits_alone_is_not_known_whole) {
  const auto report = parse_hltv_team(
      R"(<div class="bodyshot-team"><a href="/player/501/x" title="ava"></a></div><div class="profile-team-name">Alpine</div>)",
      "11", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_FALSE(report->rosters.at(0).is_complete);
  EXPECT_THAT(report->rosters[0].stays, SizeIs(1));
}

TEST(HltvTeam, is_named_by_its_logo_where_nothing_else_names_it) {
  const auto report = parse_hltv_team(hltv_team_page("4608"), "4608", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->teams.at(0).team.name, "Natus Vincere");
  EXPECT_FALSE(report->teams[0].team.country);
  std::vector<std::string> nicknames;
  for (const auto& player : report->players) nicknames.push_back(player.player.nickname);
  EXPECT_THAT(nicknames, UnorderedElementsAre("s1mple", "electroNic", "Booombl4", "Perfecto", "b1t"));
  ASSERT_THAT(report->rosters.at(0).stays, SizeIs(5));
  EXPECT_EQ(report->rosters[0].stays[0].player, "7998");
  EXPECT_FALSE(report->rosters[0].is_complete);
}

TEST(HltvTeam, of_a_page_has_everybody_with_their_part_in_it) {
  const auto rows = hltv_rows("rosters", "team", "12");

  const auto report = parse_hltv_team(hltv_team_page("12"), "12", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_THAT(report->teams, SizeIs(1));  // those that it met are not read
  EXPECT_EQ(report->teams[0].team.name, "Alpine & Sons");
  EXPECT_EQ(report->teams[0].team.country, "SE");
  const auto& roster = report->rosters.at(0);
  EXPECT_TRUE(roster.is_complete);
  std::map<std::string, Player> players;
  for (const auto& player : report->players) players.emplace(player.external_id, player.player);
  const std::map<std::string, RosterRole> roles{{"STARTER", RosterRole::player},
                                                {"SUBSTITUTE", RosterRole::stand_in},
                                                {"BENCHED", RosterRole::benched},
                                                {"COACH", RosterRole::coach}};
  ASSERT_EQ(roster.stays.size(), rows.size());
  for (std::size_t at = 0; at < rows.size(); ++at) {
    SCOPED_TRACE(rows[at]["nickname"]);
    EXPECT_EQ(roster.stays[at].player, rows[at]["player"]);
    EXPECT_EQ(roster.stays[at].role, roles.at(rows[at]["status"]));
    EXPECT_EQ(players.at(rows[at]["player"]).nickname, rows[at]["nickname"]);
    if (rows[at]["status"] != "COACH")
      EXPECT_EQ(players.at(rows[at]["player"]).nationality.value_or(""), rows[at]["country"]);
  }
}

TEST(HltvPlayer, has_a_name_a_country_and_a_team) {
  const auto report = parse_hltv_player(
      R"(<h1 class="playerNickname">ava</h1><div class="playerRealname"><img class="flag" src="/f/SE.gif">Ava Berg Dahl</div><div class="playerTeam"><a href="/team/11/x">Alpine</a></div>)",
      "501", now);

  ASSERT_TRUE(report) << report.error().detail;
  const auto& player = report->players.at(0).player;
  EXPECT_EQ(player.nickname, "ava");
  EXPECT_EQ(player.first_name, "Ava");
  EXPECT_EQ(player.last_name, "Berg Dahl");
  EXPECT_EQ(player.nationality, "SE");
  EXPECT_EQ(report->rosters.at(0).team, "11");
  EXPECT_FALSE(report->rosters[0].is_complete);
}

TEST(HltvRanking, is_a_ranking_of_its_date) {
  const auto report = parse_hltv_ranking(ranking_page(), now);

  ASSERT_TRUE(report) << report.error().detail;
  const auto& ranking = report->rankings.at(0);
  EXPECT_EQ(ranking.system, RankingSystem::hltv);
  EXPECT_EQ(to_iso8601(ranking.published), "2026-04-20T00:00:00Z");
  ASSERT_THAT(ranking.places, SizeIs(2));
  EXPECT_EQ(ranking.places[0].team, "11");
  EXPECT_EQ(ranking.places[0].points, 925);
  EXPECT_THAT(ranking.places[0].line_up, ElementsAre("ava", "bo"));
  EXPECT_EQ(ranking.places[1].position, 2);
  EXPECT_THAT(report->teams, SizeIs(2));
  EXPECT_THAT(report->skipped, IsEmpty());
}

TEST(HltvRanking, takes_its_date_from_a_link_where_the_heading_has_none) {
  const auto report = parse_hltv_ranking(ranking_page("World ranking"), now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(to_iso8601(report->rankings.at(0).published), "2026-04-20T00:00:00Z");
}

TEST(HltvProfiles, of_another_shape_are_drift) {
  constexpr auto other =
      "<html><head><link rel=\"canonical\" href=\"https://www.hltv.org/team/12/x\"></head></html>";

  EXPECT_EQ(parse_hltv_team(other, "11", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_hltv_team("<p>News</p>", "11", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_hltv_player("<p>News</p>", "11", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_hltv_ranking("<p>News</p>", now).error().kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::provider
