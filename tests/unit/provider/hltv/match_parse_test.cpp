#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/validate.hpp"
#include "provider/hltv/parse.hpp"
#include "unit/provider/hltv/pages.hpp"
#include "unit/provider/recorded.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 25};

Result<Report> parse(const MatchPage& page) {
  return parse_hltv_match(html_of(page), "2400001", now);
}

TEST(HltvMatch, that_is_over_has_maps_with_sides_picks_and_overtime) {
  const auto report = parse({});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, (Score{2, 0}));
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.best_of, 3);
  EXPECT_EQ(match.stage, "Quarter-final");
  EXPECT_EQ(to_iso8601(*match.scheduled_at), "2026-04-24T13:00:00Z");
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].name, "Dust II");
  EXPECT_EQ(match.maps[0].picked_by, 0);
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{{5, 7}, Side::t, false}, Half{{8, 0}, Side::ct, false}));
  EXPECT_EQ(match.maps[1].picked_by, 1);
  EXPECT_THAT(match.maps[1].halves, ElementsAre(Half{{6, 6}, Side::ct, false}, Half{{6, 6}, Side::t, false},
                                                Half{{4, 0}, {}, true}));
  EXPECT_EQ(match.maps[2].status, MapStatus::not_played);
  EXPECT_EQ(report->tournaments.at(0).tournament.venue, Venue::lan);
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(HltvMatch, tells_the_veto_even_if_one_name_begins_with_the_other) {
  const auto report = parse({});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].veto,
              ElementsAre(VetoStep{VetoAction::ban, 0, "Anubis"}, VetoStep{VetoAction::ban, 1, "Cache"},
                          VetoStep{VetoAction::pick, 0, "Dust II"}, VetoStep{VetoAction::pick, 1, "Mirage"},
                          VetoStep{VetoAction::ban, 0, "Nuke"}, VetoStep{VetoAction::ban, 1, "Inferno"},
                          VetoStep{VetoAction::decider, {}, "Ancient"}));
}

TEST(HltvMatch, leaves_a_veto_out_that_names_somebody_else) {
  const auto report = parse({.veto = {"1. Alpine removed Nuke", "2. Strangers picked Train"}});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].veto, IsEmpty());
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("Strangers"));
}

TEST(HltvMatch, that_is_live_counts_only_maps_that_are_over) {
  const auto report = parse({.countdown = "LIVE",
                             .shown = {"", ""},
                             .maps = {{},
                                      {.name = "Mirage",
                                       .left = "5",
                                       .right = "7",
                                       .left_classes = "lost",
                                       .right_classes = "won pick",
                                       .figures = "",
                                       .halves = ""},
                                      {.name = "TBA",
                                       .left = "-",
                                       .right = "-",
                                       .left_classes = "tie",
                                       .right_classes = "tie",
                                       .figures = "",
                                       .halves = ""}}});

  ASSERT_TRUE(report) << report.error().detail;
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.score, (Score{1, 0}));
  EXPECT_EQ(match.maps[0].status, MapStatus::finished);
  EXPECT_EQ(match.maps[1].status, MapStatus::live);
  EXPECT_EQ(match.maps[1].score, (Score{5, 7}));
  EXPECT_FALSE(match.maps[1].winner);
  EXPECT_EQ(match.maps[2].status, MapStatus::scheduled);
  EXPECT_FALSE(match.maps[2].name);
}

TEST(HltvMatch, of_one_map_shows_rounds_beside_the_teams) {
  const auto report = parse({.notes = "Best of 1 (Online)",
                             .shown = {R"(<div class="won">13</div>)", R"(<div class="lost">7</div>)"},
                             .veto = {},
                             .maps = {{}}});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->matches[0].score, (Score{1, 0}));
  EXPECT_EQ(report->matches[0].maps.at(0).score, (Score{13, 7}));
}

TEST(HltvMatch, that_was_forfeited_has_no_rounds) {
  const auto report = parse({.notes = "Best of 1 (Online)\n* Group A\n** Alpine Academy forfeit the match",
                             .shown = {R"(<div class="won">1</div>)", R"(<div class="lost">0</div>)"},
                             .veto = {},
                             .maps = {{.name = "Default", .left = "1", .right = "0", .halves = ""}}});

  ASSERT_TRUE(report) << report.error().detail;
  const auto& match = report->matches.at(0);
  EXPECT_TRUE(match.forfeit);
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.stage, "Group A");
  EXPECT_TRUE(match.maps.at(0).forfeit);
  EXPECT_FALSE(match.maps[0].score);
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(HltvMatch, says_when_halves_do_not_give_the_score) {
  const auto report = parse({.maps = {{.left = "13", .right = "9"}}});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].maps.at(0).halves, IsEmpty());
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("halves of map 1"));
}

TEST(HltvMatch, may_be_upcoming_postponed_or_deleted) {
  const auto status_of = [](const char* countdown) {
    const auto report = parse({.countdown = countdown, .shown = {"", ""}, .maps = {}});
    return report && !report->matches.empty() ? std::optional{report->matches[0].status} : std::nullopt;
  };

  EXPECT_EQ(status_of("4h : 57m : 28s"), MatchStatus::scheduled);
  EXPECT_EQ(status_of("Match postponed"), MatchStatus::postponed);
  const auto deleted = parse({.countdown = "Match deleted"});
  ASSERT_TRUE(deleted);
  EXPECT_THAT(deleted->matches, IsEmpty());
  EXPECT_THAT(deleted->gone, ElementsAre("2400001"));
}

TEST(HltvMatch, has_line_ups_with_countries) {
  const auto report = parse({.more = R"(<div class="lineups">)" + line_up_of({"ava", "bo"}, 501) +
                                     line_up_of({"cyd"}, 601) + "</div>"});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].opponents[0].line_up, ElementsAre("501", "502"));
  EXPECT_THAT(report->matches[0].opponents[1].line_up, ElementsAre("601"));
  ASSERT_THAT(report->players, SizeIs(3));
  EXPECT_EQ(report->players[0].player.nickname, "ava");
  EXPECT_EQ(report->players[0].player.nationality, "SE");
}

TEST(HltvMatch, has_each_players_figures_on_each_map) {
  const auto report = parse({.more = figures_of("all", 501) + figures_of("230002", 501)});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_THAT(report->matches[0].player_stats, SizeIs(2));
  const auto& [player, stats] = report->matches[0].player_stats[1];
  EXPECT_EQ(player, "502");
  EXPECT_EQ(stats.slot, 1);
  EXPECT_EQ(stats.map, 2);
  EXPECT_EQ(stats.kills, 19);
  EXPECT_EQ(stats.deaths, 12);
  EXPECT_EQ(stats.adr, 87.3);
  EXPECT_EQ(stats.kast, 73.5);
  EXPECT_EQ(stats.rating, 1.31);
  EXPECT_EQ(stats.rating_version, "3.0");
}

TEST(HltvMatch, says_that_sums_of_a_series_are_not_kept) {
  const auto report = parse({.more = figures_of("all", 501)});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].player_stats, IsEmpty());
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("series alone"));
}

TEST(HltvMatch, on_another_page_is_drift) {
  EXPECT_EQ(parse({.id = "2400002"}).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_hltv_match("<p>News</p>", "1", now).error().kind, ErrorKind::drift);
}

TEST(HltvMatch, recorded_after_its_end_is_read) {
  constexpr auto file = "hltv/match_page_finished_bo3_handtrimmed_2021.html";
  CS2_NEEDS_RECORDED(file);

  const auto report = parse_hltv_match(read_recorded(file), "2346065", now);

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
  constexpr auto file = "hltv/match_page_live_fragment_2396609_2026-08-21.html";
  CS2_NEEDS_RECORDED(file);
  auto recorded = read_recorded(file);
  // The fragment was cut in the middle of a map and goes on with the same one.
  const auto cut = recorded.find("<div class=\"flexbox-column\">");
  recorded.erase(cut, recorded.find("<!-- snip -->") - cut);

  const auto report = parse({.countdown = "LIVE",
                             .names = {"Legacy", "Falcons"},
                             .shown = {"", ""},
                             .veto = {},
                             .maps = {},
                             .more = recorded});

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

}  // namespace
}  // namespace cs2::provider
