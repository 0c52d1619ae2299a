#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/hltv/parse.hpp"
#include "unit/provider/hltv/pages.hpp"
#include "unit/provider/recorded.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 25};

constexpr auto team_page = R"(<html><body><div class="teamProfile">
<div class="bodyshot-team g-grid"><a href="/player/501/x" title="ava"></a></div>
<div class="team-country"><img class="flag" src="/img/static/flags/30x20/SE.gif" title="Sweden"> Sweden</div>
<div class="profile-team-name text-ellipsis">Alpine</div>
<div class="profile-team-stat"><b>World ranking</b><span class="right"><a href="/ranking/teams">#1</a></span></div>
<div class="profile-team-stat"><b>Coach</b><a href="/coach/700/x"><span>Old Hand</span></a></div>
<table class="players-table"><tr><th>Player</th></tr>
<tr><td><a href="/player/501/x"><img class="flag" src="/f/30x20/NO.gif"><div class="text-ellipsis">ava</div></a></td><td><div class="player-status">STARTER</div></td></tr>
<tr><td><a href="/player/502/x"><div class="text-ellipsis">bo</div></a></td><td><div class="player-status">BENCHED</div></td></tr>
<tr><td><a href="/player/503/x"><div class="text-ellipsis">cyd</div></a></td><td><div class="player-status">MASCOT</div></td></tr>
</table></div></body></html>)";

TEST(HltvTeam, has_a_country_and_a_whole_roster) {
  const auto report = parse_hltv_team(team_page, "11", now);

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

TEST(HltvTeam, recorded_is_read) {
  constexpr auto file = "hltv/team_page_handtrimmed_2022.html";
  CS2_NEEDS_RECORDED(file);

  const auto report = parse_hltv_team(read_recorded(file), "4608", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->teams.at(0).team.name, "Natus Vincere");
  EXPECT_THAT(report->rosters.at(0).stays, SizeIs(5));
  EXPECT_EQ(report->players.size(), 5U);
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
