// HLTV's pages as they were recorded; their counterparts on our own data are in
// tests/unit/provider/hltv/*_parse_test.cpp.
#include "provider/hltv/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/validate.hpp"
#include "support/hltv_match_page.hpp"
#include "support/recorded.hpp"

namespace cs2::provider {
namespace {

using test::read_recorded;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 25};

TEST(HltvMatches, recorded_in_april_are_all_read) {
  const auto report = parse_hltv_matches(read_recorded("hltv/matches_page_2026-04-24_subset.html"), now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  EXPECT_THAT(report->matches, SizeIs(56));
  const auto count = [&](auto wanted) { return std::ranges::count_if(report->matches, wanted); };
  EXPECT_EQ(count([](const MatchReport& match) { return match.status == MatchStatus::live; }), 4);
  EXPECT_EQ(count([](const MatchReport& match) { return match.best_of.has_value(); }), 56);
  EXPECT_EQ(count([](const MatchReport& match) { return match.tournament.has_value(); }), 56);
  EXPECT_EQ(count([](const MatchReport& match) { return match.score.has_value(); }), 0);
  EXPECT_EQ(count([](const MatchReport& match) {
              return match.opponents[0].team.has_value() != match.opponents[1].team.has_value();
            }),
            2);
  for (const auto& match : report->matches) EXPECT_THAT(validate(match, now), IsEmpty()) << match.external_id;
}

TEST(HltvResults, recorded_show_each_match_once) {
  const auto report = parse_hltv_results(read_recorded("hltv/results_page_handtrimmed_2022.html"), now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_THAT(report->matches, SizeIs(2));
  EXPECT_EQ(report->matches[0].score, (Score{2, 0}));
  EXPECT_EQ(report->matches[1].score, (Score{1, 0}));
  EXPECT_EQ(report->matches[1].maps.at(0).score, (Score{16, 10}));
}

TEST(HltvMatch, recorded_after_its_end_is_read) {
  const auto report =
      parse_hltv_match(read_recorded("hltv/match_page_finished_bo3_handtrimmed_2021.html"), "2346065", now);

  ASSERT_TRUE(report) << report.error().detail;
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.score, (Score{2, 1}));
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.opponents[0].team, "6665");
  EXPECT_EQ(match.opponents[1].name, "Vitality");
  EXPECT_EQ(to_iso8601(*match.scheduled_at), "2021-01-23T15:30:00Z");
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].score, (Score{16, 14}));
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{{7, 8}, Side::ct, false}, Half{{9, 6}, Side::t, false}));
  EXPECT_EQ(match.maps[1].winner, 1);
  EXPECT_EQ(match.maps[2].name, "Inferno");
  EXPECT_EQ(report->tournaments.at(0).external_id, "5206");
  // The author cut the tables of single maps away.
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("series alone"));
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(HltvMatch, recorded_while_live_is_read_within_a_page) {
  auto recorded = read_recorded("hltv/match_page_live_fragment_2396609_2026-08-21.html");
  // The fragment was cut in the middle of a map and goes on with the same one.
  const auto cut = recorded.find("<div class=\"flexbox-column\">");
  recorded.erase(cut, recorded.find("<!-- snip -->") - cut);

  const auto report = parse_hltv_match(html_of(MatchPage{.countdown = "LIVE",
                                                         .names = {"Legacy", "Falcons"},
                                                         .shown = {"", ""},
                                                         .veto = {},
                                                         .maps = {},
                                                         .more = recorded}),
                                       "2400001", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.score, (Score{1, 0}));
  EXPECT_THAT(match.veto, SizeIs(7));
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].name, "Mirage");
  EXPECT_EQ(match.maps[0].score, (Score{13, 7}));
  EXPECT_EQ(match.maps[0].picked_by, 0);
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{{5, 7}, Side::t, false}, Half{{8, 0}, Side::ct, false}));
  EXPECT_EQ(match.maps[1].picked_by, 1);
  EXPECT_EQ(match.maps[1].status, MapStatus::scheduled);
  EXPECT_EQ(match.maps[2].name, "Ancient");
  EXPECT_GE(match.streams.size(), 4U);
}

TEST(HltvTeam, recorded_is_read) {
  const auto report = parse_hltv_team(read_recorded("hltv/team_page_handtrimmed_2022.html"), "4608", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->teams.at(0).team.name, "Natus Vincere");
  EXPECT_THAT(report->rosters.at(0).stays, SizeIs(5));
  EXPECT_EQ(report->players.size(), 5U);
}

}  // namespace
}  // namespace cs2::provider
