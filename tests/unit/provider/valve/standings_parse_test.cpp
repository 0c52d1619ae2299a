#include "provider/valve/standings_parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/provider/valve/pages.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 6 / 2};
constexpr Timestamp first_of_june = std::chrono::sys_days{std::chrono::year{2026} / 6 / 1};

Result<Report> parse(std::vector<std::string> files) {
  return parse_valve_standings(files, now);
}

TEST(ValveStandings, are_a_ranking_of_every_row) {
  const auto report = parse({standings_of(
      {{1, 1993, "Alpine", "ava, Bo, cyd, d-m, eel"}, {2, 1650, "KRÜ", "one, two, three, four"}})});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings, SizeIs(1));
  const auto& ranking = report->rankings[0];
  EXPECT_EQ(ranking.system, RankingSystem::valve_world);
  EXPECT_EQ(ranking.published, first_of_june);
  EXPECT_THAT(ranking.url, HasSubstr("/live/2026/standings_global_2026_06_01.md"));
  ASSERT_THAT(ranking.places, SizeIs(2));
  EXPECT_EQ(ranking.places[0].points, 1993);
  EXPECT_THAT(ranking.places[0].line_up, ElementsAre("ava", "Bo", "cyd", "d-m", "eel"));
  EXPECT_EQ(ranking.places[1].position, 2);
  EXPECT_EQ(ranking.places[1].team, "KRÜ");
  EXPECT_THAT(ranking.places[1].line_up, SizeIs(4));
}

TEST(ValveStandings, of_all_regions_are_one_report_that_names_each_team_once) {
  const auto report =
      parse({standings_of({{1, 1993, "Alpine"}, {2, 1650, "Breakers"}}),
             standings_of({{1, 1993, "Alpine"}}, "Europe"), standings_of({{1, 1650, "Breakers"}}, "Asia")});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings, SizeIs(3));
  EXPECT_EQ(report->rankings[1].system, RankingSystem::valve_europe);
  EXPECT_EQ(report->rankings[2].system, RankingSystem::valve_asia);
  ASSERT_THAT(report->teams, SizeIs(2));
  EXPECT_EQ(report->teams[0].team.region, "Europe");
  EXPECT_EQ(report->teams[1].team.region, "Asia");
}

TEST(ValveStandings, keep_every_line_up_of_a_name_and_count_what_stands_twice) {
  const auto report = parse({standings_of({{1, 1900, "Alpine", "ava, Bo, cyd"},
                                           {2, 1800, "ALPINE", "old, one, two"},
                                           {3, 1700, "Alpine", "Bo, ava, cyd"},
                                           {4, 1600, "Breakers"},
                                           {5, 1500, "Comets"}})});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->teams, SizeIs(3));
  ASSERT_THAT(report->rankings.at(0).places, SizeIs(4));
  EXPECT_EQ(report->rankings[0].places[1].team, "Alpine");
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_EQ(report->skipped[0].reason, "Alpine stands twice with one line-up");
  EXPECT_EQ(report->skipped[0].rule, "") << "a list as usual is no issue";
}

TEST(ValveStandings, name_the_players_of_every_line_up_whom_one_team_alone_has) {
  const auto report =
      parse({standings_of({{1, 1900, "Alpine", "ava, Bo, cyd"}, {2, 1800, "Breakers", "dan, bo"}}),
             standings_of({{1, 1900, "Alpine", "ava, Bo, cyd"}}, "Europe")});

  ASSERT_TRUE(report) << report.error().detail;
  std::vector<std::string> nicknames;
  for (const auto& player : report->players) nicknames.push_back(player.player.nickname);
  EXPECT_THAT(nicknames, testing::UnorderedElementsAre("ava", "cyd", "dan")) << "which bo, nobody could say";
}

TEST(ValveStandings, are_read_however_many_rows_repeat_others) {
  const auto report = parse({standings_of({{1, 1900, "Alpine", "ava, Bo, cyd"},
                                           {2, 1800, "Alpine", "ava, Bo, cyd"},
                                           {3, 1700, "Alpine", "cyd, Bo, ava"}})});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->rankings.at(0).places, SizeIs(1));
}

TEST(ValveStandings, may_write_their_date_with_dashes) {
  const auto report = parse({standings_of({{1}}, "", "2026-06-01")});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->rankings[0].published, first_of_june);
  EXPECT_THAT(report->rankings[0].url, HasSubstr("standings_global_2026_06_01.md"));
}

TEST(ValveStandings, keep_both_line_ups_of_one_name) {
  const auto report = parse({standings_of({{1, 1900, "Alpine", "ava, bo"}, {2, 900, "Alpine", "old, bo"}})});

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->rankings[0].places, SizeIs(2));
  EXPECT_THAT(report->rankings[0].places[1].line_up, ElementsAre("old", "bo"));
  EXPECT_THAT(report->teams, SizeIs(1));
}

TEST(ValveStandings, leave_out_a_row_that_cannot_be_read_and_say_so) {
  auto page = standings_of({{1}, {2, 1400, "B"}, {3, 1300, "C"}, {4, 1200, "D"}, {5, 1100, "E"}});
  page.replace(page.find("1400"), 4, "many");

  const auto report = parse({page});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->rankings[0].places, SizeIs(4));
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_EQ(report->skipped[0].reason, "no points");
}

TEST(ValveStandings, of_another_shape_are_drift) {
  for (const auto& page :
       {std::string{}, std::string{"<html>Not found</html>"},
        std::string{"### Standings as of 2026_06_01<br />\n"}, standings_of({}),
        standings_of({{1}}, "Atlantis"), standings_of({{1}}, "", "2026_13_01"), standings_of({{0}, {1}})}) {
    const auto report = parse({page});

    ASSERT_FALSE(report) << page;
    EXPECT_EQ(report.error().kind, ErrorKind::drift) << page;
  }
  EXPECT_EQ(parse({std::string(2 * 1024 * 1024, '|')}).error().kind, ErrorKind::too_large);
}

TEST(ValvePages, are_those_that_a_standings_file_links) {
  const auto page = standings_of({{1}, {2, 1400, "Breakers"}});
  const std::string strange =
      "| 3 | 9 | Out | a | [details](details/../../secret.md) |\n| 4 | 9 | Far | a | "
      "[details](details/2026_06_01/0004--x y.md) |\n[details](details/2026_06_01/0005--x--y.md)\n";

  EXPECT_THAT(parse_valve_pages(page + strange),
              ElementsAre("details/2026_06_01/0001--alpine--ava-bo-cyd-d-m-eel.md",
                          "details/2026_06_01/0002--breakers--ava-bo-cyd-d-m-eel.md"));
  EXPECT_THAT(parse_valve_pages("| [details](details/"), IsEmpty());
}

TEST(ValveDetails, tell_the_place_and_the_matches_of_a_team) {
  const auto details = parse_valve_details(
      details_of({{3, "2026-05-30", "Breakers", "L"}, {8, "2026-01-09", "Aster", "W", "ava, Bo, new"}}), now);

  ASSERT_TRUE(details) << details.error().detail;
  EXPECT_EQ(details->team, "Alpine");
  EXPECT_EQ(details->published, first_of_june);
  EXPECT_DOUBLE_EQ(details->points, 1797.2);
  ASSERT_THAT(details->ranks, SizeIs(2));
  EXPECT_EQ(details->ranks[0].position, 5);
  EXPECT_EQ(details->ranks[1].system, RankingSystem::valve_europe);
  EXPECT_EQ(details->ranks[1].position, 3);
  ASSERT_THAT(details->report.matches, SizeIs(2));
  const auto& lost = details->report.matches[0];
  EXPECT_EQ(lost.status, MatchStatus::finished);
  EXPECT_EQ(lost.winner, 1);
  EXPECT_FALSE(lost.score);
  EXPECT_FALSE(lost.time_is_exact);
  EXPECT_EQ(to_iso8601(*lost.scheduled_at), "2026-05-30T19:00:00Z");
  EXPECT_EQ(lost.opponents[1].team, "Breakers");
  const auto& won = details->report.matches[1];
  EXPECT_EQ(won.winner, 0);
  EXPECT_EQ(to_iso8601(*won.scheduled_at), "2026-01-09T20:00:00Z");
  EXPECT_THAT(won.opponents[0].line_up, ElementsAre("ava", "Bo", "new"));
  EXPECT_THAT(details->report.players, SizeIs(6));
}

TEST(ValveDetails, give_a_match_the_same_id_on_both_pages_in_every_month) {
  const auto ours = parse_valve_details(details_of({{3, "2026-05-30", "Breakers", "L"}}), now);
  const auto theirs = parse_valve_details(details_of({{712, "2026-05-30", "Alpine", "W"}}, "Breakers"), now);

  ASSERT_TRUE(ours && theirs);
  EXPECT_EQ(ours->report.matches[0].external_id, "2026-05-30:Alpine,Breakers");
  EXPECT_EQ(theirs->report.matches[0].external_id, "2026-05-30:Alpine,Breakers");
}

TEST(ValveDetails, tell_two_matches_of_a_day_apart_the_newer_one_first) {
  const auto details = parse_valve_details(
      details_of({{4, "2026-05-30", "Breakers", "L"}, {3, "2026-05-30", "Breakers", "W"}}), now);

  ASSERT_TRUE(details);
  EXPECT_EQ(details->report.matches[0].external_id, "2026-05-30:Alpine,Breakers");
  EXPECT_EQ(details->report.matches[0].winner, 0);
  EXPECT_EQ(details->report.matches[1].external_id, "2026-05-30:Alpine,Breakers~2");
}

TEST(ValveDetails, of_another_shape_are_drift) {
  auto unnamed = details_of({{1}});
  unnamed.erase(unnamed.find("Team Name"), 9);
  for (const auto& page :
       {std::string{}, unnamed, details_of({}), details_of({{1, "yesterday"}}), standings_of({{1}})}) {
    const auto details = parse_valve_details(page, now);

    ASSERT_FALSE(details) << page;
    EXPECT_EQ(details.error().kind, ErrorKind::drift) << page;
  }
}

}  // namespace
}  // namespace cs2::provider
