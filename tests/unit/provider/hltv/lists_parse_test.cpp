#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/validate.hpp"
#include "provider/hltv/parse.hpp"
#include "unit/provider/hltv/pages.hpp"
#include "unit/provider/recorded.hpp"

namespace cs2::provider {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 25};

TEST(HltvMatches, have_numbers_teams_time_and_event) {
  const auto report = parse_hltv_matches(matches_page_of({{.lan = true, .stage = "Quarterfinal"}}), now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->matches, SizeIs(1));
  const auto& match = report->matches[0];
  EXPECT_EQ(match.external_id, "2400001");
  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_EQ(to_iso8601(*match.scheduled_at), "2026-04-24T13:00:00Z");
  EXPECT_EQ(match.best_of, 3);
  EXPECT_EQ(match.stage, "Quarterfinal");
  EXPECT_EQ(match.opponents[1].team, "12");
  EXPECT_EQ(match.url, "https://www.hltv.org/matches/2400001/match");
  EXPECT_EQ(report->tournaments.at(0).external_id, "900");
  EXPECT_EQ(report->tournaments[0].tournament.venue, Venue::lan);
  EXPECT_EQ(report->teams.at(0).url, "https://www.hltv.org/team/11/team");
  EXPECT_EQ(unix_milliseconds(report->observed_at), 1777033045955);
}

TEST(HltvMatches, that_are_live_have_no_score) {
  const auto report = parse_hltv_matches(matches_page_of({{.live = true}}), now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->matches[0].status, MatchStatus::live);
  EXPECT_FALSE(report->matches[0].score);
  EXPECT_FALSE(report->matches[0].scheduled_at);
}

TEST(HltvMatches, may_have_undecided_sides) {
  const auto report = parse_hltv_matches(
      matches_page_of({{.id = "1", .team1 = "", .team2 = "", .title = "Polar League - Swiss Round 2 #1"},
                       {.id = "2", .team2 = "", .name2 = "Corals/Drifters winner"}}),
      now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->matches, SizeIs(2));
  EXPECT_EQ(report->matches[0].stage, "Swiss Round 2 #1");
  EXPECT_FALSE(report->matches[0].opponents[0].team);
  EXPECT_EQ(report->matches[1].opponents[0].team, "11");
  EXPECT_FALSE(report->matches[1].opponents[1].team);
  EXPECT_EQ(report->matches[1].opponents[1].name, "Corals/Drifters winner");
}

TEST(HltvMatches, are_reported_once_however_many_lists_show_them) {
  const auto report = parse_hltv_matches(matches_page_of({{}, {.id = "2400002"}, {}}), now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches, SizeIs(2));
  EXPECT_THAT(report->skipped, IsEmpty());
}

TEST(HltvMatches, that_cannot_be_read_are_left_out_with_a_reason) {
  const auto report = parse_hltv_matches(
      matches_page_of({{.id = "1"}, {.id = "2"}, {.id = "3"}, {.id = "4"}, {.id = "5", .unix_ms = "soon"}}),
      now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches, SizeIs(4));
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_EQ(report->skipped[0].reason, "no time");
}

TEST(HltvMatches, of_another_markup_are_drift_and_the_old_one_is_named) {
  const auto old = parse_hltv_matches(R"(<div class="upcomingMatch"></div>)", now);
  const auto other = parse_hltv_matches("<p>News</p>", now);
  const auto empty = parse_hltv_matches(matches_page_of({}), now);

  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().kind, ErrorKind::drift);
  EXPECT_THAT(old.error().detail, HasSubstr("before 2025"));
  EXPECT_EQ(other.error().kind, ErrorKind::drift);
  EXPECT_EQ(empty.error().kind, ErrorKind::drift);
}

TEST(HltvPages, of_a_shield_are_a_block_and_nothing_else) {
  for (const auto& parsed :
       {parse_hltv_matches(challenge_page, now), parse_hltv_results(challenge_page, now),
        parse_hltv_match(challenge_page, "1", now), parse_hltv_team(challenge_page, "1", now),
        parse_hltv_player(challenge_page, "1", now), parse_hltv_ranking("error code: 1020", now)}) {
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().kind, ErrorKind::blocked);
  }
}

TEST(HltvResults, have_a_score_and_the_time_of_the_end) {
  const auto report = parse_hltv_results(results_page_of({{}}), now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->matches, SizeIs(1));
  const auto& match = report->matches[0];
  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, (Score{2, 1}));
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.best_of, 3);
  EXPECT_EQ(unix_milliseconds(*match.ended_at), 1777033000000);
  EXPECT_EQ(match.opponents[0].team, "name:Alpine");
  EXPECT_EQ(match.tournament, "name:Polar League");
}

TEST(HltvResults, of_one_map_show_its_rounds) {
  const auto report = parse_hltv_results(results_page_of({{.score1 = 9, .score2 = 13, .kind = "mrg"}}), now);

  ASSERT_TRUE(report) << report.error().detail;
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.best_of, 1);
  EXPECT_EQ(match.score, (Score{0, 1}));
  ASSERT_THAT(match.maps, SizeIs(1));
  EXPECT_EQ(match.maps[0].name, "Mirage");
  EXPECT_EQ(match.maps[0].score, (Score{9, 13}));
}

TEST(HltvResults, may_be_forfeits_and_draws) {
  const auto report =
      parse_hltv_results(results_page_of({{.id = "1", .score1 = 1, .score2 = 0, .kind = "def"},
                                          {.id = "2", .score1 = 1, .score2 = 1, .kind = "bo2"}}),
                         now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_TRUE(report->matches[0].forfeit);
  EXPECT_EQ(report->matches[0].winner, 0);
  EXPECT_FALSE(report->matches[0].score);
  EXPECT_TRUE(report->matches[1].draw);
  EXPECT_EQ(report->matches[1].score, (Score{1, 1}));
}

TEST(HltvResults, of_another_markup_are_drift) {
  EXPECT_EQ(parse_hltv_results("<p>News</p>", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_hltv_results(results_page_of({}), now).error().kind, ErrorKind::drift);
}

TEST(HltvMatches, recorded_in_april_are_all_read) {
  constexpr auto file = "hltv/matches_page_2026-04-24_subset.html";
  CS2_NEEDS_RECORDED(file);

  const auto report = parse_hltv_matches(read_recorded(file), now);

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
  constexpr auto file = "hltv/results_page_handtrimmed_2022.html";
  CS2_NEEDS_RECORDED(file);

  const auto report = parse_hltv_results(read_recorded(file), now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_THAT(report->matches, SizeIs(2));
  EXPECT_EQ(report->matches[0].score, (Score{2, 0}));
  EXPECT_EQ(report->matches[1].score, (Score{1, 0}));
  EXPECT_EQ(report->matches[1].maps.at(0).score, (Score{16, 10}));
}

}  // namespace
}  // namespace cs2::provider
