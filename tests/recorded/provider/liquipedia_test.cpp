// Pages recorded from Liquipedia. Their counterparts on our own data: pages_test.cpp and
// roster_parse_test.cpp in tests/unit/provider/liquipedia.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/validate.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "support/recorded.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T21:00:00Z").value();

TEST(LiquipediaParse, reads_every_recorded_card) {
  constexpr Timestamp recorded_at = std::chrono::sys_days{std::chrono::year{2026} / 8 / 21} + hours{14};
  const auto html = rendered_page(test::read_recorded("liquipedia/parse_envelope_constructed_matches.json"));
  ASSERT_TRUE(html) << html.error().detail;
  const auto report = parse_liquipedia_matches(*html, recorded_at);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_THAT(report->matches, SizeIs(6));
  EXPECT_THAT(report->tournaments, SizeIs(1));
  EXPECT_EQ(report->tournaments[0].tournament.name, "Esports World Cup 2026");
  std::vector<std::string> winners;
  for (const auto& match : report->matches) {
    EXPECT_EQ(match.stage, "Playoffs");
    EXPECT_THAT(validate(match, recorded_at), IsEmpty());
    if (match.winner) winners.push_back(match.opponents[static_cast<std::size_t>(*match.winner)].name);
  }
  EXPECT_EQ(report->matches[0].status, MatchStatus::live);
  EXPECT_EQ(report->matches[0].score, (Score{1, 0}));
  EXPECT_EQ(report->matches[0].streams.size(), 2u);
  EXPECT_EQ(report->matches[1].status, MatchStatus::scheduled);
  EXPECT_THAT(winners, ElementsAre("FUT Esports", "FURIA", "Team Vitality"));
  EXPECT_EQ(report->matches[4].links.size(), 3u);
}

TEST(LiquipediaParse, reads_the_vertical_cards_of_a_recorded_tournament_page) {
  const std::string name =
      "liquipedia/parse_tournament_betboom_rush_b_summit_2026_part_three_2026-04-23.html";
  constexpr Timestamp recorded_at = std::chrono::sys_days{std::chrono::year{2026} / 4 / 23} + hours{9};

  const auto report = parse_liquipedia_matches(test::read_recorded(name), recorded_at);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches, SizeIs(5));
  EXPECT_EQ(report->matches[0].stage, "Lower Bracket Round 1");
  EXPECT_EQ(to_iso8601(report->observed_at), "2026-04-23T08:13:54Z");
}

TEST(LiquipediaTournament, reads_the_recorded_page_with_its_bracket) {
  const std::string name =
      "liquipedia/parse_tournament_betboom_rush_b_summit_2026_part_three_2026-04-23.html";
  const auto then = parse_iso8601("2026-04-23T08:15:00Z").value();

  const auto report =
      parse_liquipedia_tournament(test::read_recorded(name), "BetBoom/RUSH_B!_Summit/2026/Part_Three", then);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_THAT(report->matches, SizeIs(14));
  EXPECT_EQ(std::ranges::count(report->matches, MatchStatus::finished, &MatchReport::status), 4);
  std::size_t maps = 0;
  std::size_t unplayed = 0;
  std::size_t halves = 0;
  for (const auto& match : report->matches) {
    EXPECT_THAT(validate(match, then), IsEmpty()) << match.external_id;
    EXPECT_THAT(match.cross_references, SizeIs(1)) << match.external_id;
    maps += match.maps.size();
    for (const auto& map : match.maps) {
      if (map.status == MapStatus::not_played) ++unplayed;
      halves += map.halves.size();
    }
  }
  EXPECT_EQ(maps, 12U);
  EXPECT_EQ(unplayed, 2U);
  EXPECT_EQ(halves, 24U);
  EXPECT_EQ(report->matches[0].external_id,
            "lpw:BetBoom/RUSH_B!_Summit/2026/Part_Three#Results:9z_Team,ALKA_GAMING");
  EXPECT_EQ(report->matches[0].maps.at(0).name, "Dust II");
  EXPECT_EQ(report->matches[0].maps.at(0).halves.at(0).first_side, Side::ct);
}

TEST(LiquipediaRoster, reads_the_recorded_tables_of_a_team) {
  const std::string name = "liquipedia/parse_team_page_roster_table2_trimmed.html";

  const auto report = parse_liquipedia_roster(test::read_recorded(name), "FUT_Esports", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  EXPECT_EQ(report->teams.at(0).team.country, "TR");
  EXPECT_EQ(report->teams.at(0).team.region, "Europe");
  EXPECT_THAT(report->players, SizeIs(3));
  const auto& roster = report->rosters.at(0);
  EXPECT_TRUE(roster.is_complete);
  ASSERT_THAT(roster.stays, SizeIs(3));
  EXPECT_EQ(roster.stays[0].player, "EKSI");
  EXPECT_EQ(roster.stays[0].since, parse_iso8601("2026-03-29T00:00:00Z"));
  EXPECT_EQ(roster.stays[2].until, parse_iso8601("2025-10-01T00:00:00Z"));
}

}  // namespace
}  // namespace cs2::provider
