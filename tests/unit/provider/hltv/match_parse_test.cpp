#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "model/validate.hpp"
#include "provider/hltv/parse.hpp"
#include "unit/provider/hltv/tables.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 25};

const std::vector<FiguresRow> ava{{"501", "ava"}};
const std::vector<FiguresRow> bo{{"502", "bo"}};

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
  const auto report = parse({.more = line_ups_of({{"501", "ava"}, {"502", "bo"}}, {{"601", "cyd"}})});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].opponents[0].line_up, ElementsAre("501", "502"));
  EXPECT_THAT(report->matches[0].opponents[1].line_up, ElementsAre("601"));
  ASSERT_THAT(report->players, SizeIs(3));
  EXPECT_EQ(report->players[0].player.nickname, "ava");
  EXPECT_EQ(report->players[0].player.nationality, "SE");
}

TEST(HltvMatch, has_each_players_figures_on_each_map) {
  const auto report = parse({.more = figures_of("all", ava, bo) + figures_of("230002", ava, bo)});

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
  const auto report = parse({.more = figures_of("all", ava, bo)});

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches[0].player_stats, IsEmpty());
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("series alone"));
}

TEST(HltvMatch, on_another_page_is_drift) {
  EXPECT_EQ(parse({.id = "2400002"}).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_hltv_match("<p>News</p>", "1", now).error().kind, ErrorKind::drift);
}

TEST(HltvMatch, without_notes_veto_and_tables_of_maps_is_read) {
  const auto series = hltv_rows("series", "match", "2346065").at(0);

  const auto report = parse_hltv_match(hltv_match_page("2346065"), "2346065", now);

  ASSERT_TRUE(report) << report.error().detail;
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, (Score{2, 1}));
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.opponents[0].team, "6665");
  EXPECT_EQ(match.opponents[0].name, "Astralis");
  EXPECT_EQ(match.opponents[1].team, "9565");
  EXPECT_EQ(match.opponents[1].name, "Vitality");
  EXPECT_EQ(to_iso8601(match.scheduled_at.value()), series["starts_at"]);
  EXPECT_FALSE(match.best_of);
  EXPECT_THAT(match.veto, IsEmpty());
  EXPECT_EQ(report->tournaments.at(0).external_id, "5206");
  EXPECT_EQ(report->tournaments[0].tournament.name, "BLAST Premier Global Final 2020");
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].score, (Score{16, 14}));
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{{7, 8}, Side::ct, false}, Half{{9, 6}, Side::t, false}));
  EXPECT_EQ(match.maps[0].picked_by, 1);
  EXPECT_EQ(match.maps[1].winner, 1);
  EXPECT_EQ(match.maps[1].status, MapStatus::finished);
  EXPECT_EQ(match.maps[2].name, "Inferno");
  EXPECT_FALSE(match.maps[2].picked_by);
  EXPECT_THAT(match.player_stats, IsEmpty());
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_THAT(report->skipped[0].reason, HasSubstr("series alone"));
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(HltvMatch, that_is_live_has_its_veto_maps_and_streams_so_far) {
  const auto evening = parse_iso8601("2026-08-21T16:00:00Z").value();

  const auto report = parse_hltv_match(hltv_match_page("2396609"), "2396609", evening);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  const auto& match = report->matches.at(0);
  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.score, (Score{1, 0}));
  EXPECT_THAT(match.veto,
              ElementsAre(VetoStep{VetoAction::ban, 0, "Anubis"}, VetoStep{VetoAction::ban, 1, "Cache"},
                          VetoStep{VetoAction::pick, 0, "Mirage"}, VetoStep{VetoAction::pick, 1, "Dust II"},
                          VetoStep{VetoAction::ban, 0, "Nuke"}, VetoStep{VetoAction::ban, 1, "Inferno"},
                          VetoStep{VetoAction::decider, {}, "Ancient"}));
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].name, "Mirage");
  EXPECT_EQ(match.maps[0].score, (Score{13, 7}));
  EXPECT_EQ(match.maps[0].picked_by, 0);
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{{5, 7}, Side::t, false}, Half{{8, 0}, Side::ct, false}));
  EXPECT_EQ(match.maps[1].picked_by, 1);
  EXPECT_EQ(match.maps[1].status, MapStatus::scheduled);
  EXPECT_EQ(match.maps[2].name, "Ancient");
  EXPECT_THAT(validate(match, evening), IsEmpty());
}

TEST(HltvMatch, is_watched_outside_of_the_page_where_that_is_possible) {
  const auto report = parse_hltv_match(hltv_match_page("2396609"), "2396609", now);

  ASSERT_TRUE(report) << report.error().detail;
  std::vector<std::string> urls;
  for (const auto& stream : report->matches.at(0).streams) urls.push_back(stream.url);
  std::vector<std::string> expected;
  for (const auto& row : hltv_rows("streams", "match", "2396609"))
    expected.push_back(row["link"].empty() ? row["embed"] : row["link"]);
  EXPECT_EQ(urls, expected);
}

TEST(HltvMatch, that_was_cut_in_the_middle_of_a_stream_is_read_as_far_as_it_goes) {
  auto page = hltv_match_page("2396609");
  page.resize(page.rfind("<a href=\"https://www.twitch.tv/eslcs") + 1);

  const auto report = parse_hltv_match(page, "2396609", now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  EXPECT_THAT(report->matches.at(0).maps, SizeIs(3));
  EXPECT_THAT(report->matches[0].veto, SizeIs(7));
  EXPECT_THAT(report->matches[0].streams, SizeIs(4));
}

// A series of three maps with everything that a page can have.
class HltvWholeMatch : public testing::Test {
 protected:
  void SetUp() override {
    report_ = parse_hltv_match(hltv_match_page("2400001"), "2400001", now);
    ASSERT_TRUE(report_) << report_.error().detail;
    ASSERT_THAT(report_->matches, SizeIs(1));
  }

  const MatchReport& match() const { return report_->matches.at(0); }

  Result<Report> report_ = Report{};
};

TEST_F(HltvWholeMatch, is_read_to_the_end) {
  EXPECT_THAT(report_->skipped, IsEmpty());
  EXPECT_THAT(validate(match(), now), IsEmpty());
  EXPECT_EQ(match().score, (Score{1, 2}));
  EXPECT_EQ(match().winner, 1);
  EXPECT_EQ(match().best_of, 3);
  EXPECT_EQ(match().stage, "Lower bracket semi-final");
  EXPECT_EQ(match().opponents[1].name, "Alpine & Sons");
  EXPECT_EQ(report_->tournaments.at(0).tournament.venue, Venue::online);
}

TEST_F(HltvWholeMatch, has_the_halves_of_each_map_and_its_overtimes_in_one) {
  ASSERT_THAT(match().maps, SizeIs(3));
  const auto& [nuke, mirage, train] = std::tie(match().maps[0], match().maps[1], match().maps[2]);
  EXPECT_THAT(nuke.halves, ElementsAre(Half{{8, 4}, Side::ct, false}, Half{{5, 7}, Side::t, false}));
  EXPECT_EQ(nuke.picked_by, 1);
  EXPECT_EQ(nuke.winner, 0);
  EXPECT_EQ(mirage.score, (Score{19, 22}));
  EXPECT_THAT(mirage.halves, ElementsAre(Half{{5, 7}, Side::t, false}, Half{{7, 5}, Side::ct, false},
                                         Half{{7, 10}, {}, true}));
  EXPECT_EQ(mirage.picked_by, 0);
  EXPECT_EQ(mirage.winner, 1);
  EXPECT_THAT(train.halves, ElementsAre(Half{{3, 9}, Side::ct, false}, Half{{1, 4}, Side::t, false}));
  EXPECT_FALSE(train.picked_by);
}

TEST_F(HltvWholeMatch, has_a_veto_of_teams_with_ampersands_in_their_names) {
  const auto rows = hltv_rows("vetoes", "match", "2400001");
  ASSERT_EQ(match().veto.size(), rows.size());
  EXPECT_EQ(match().veto[3], (VetoStep{VetoAction::pick, 0, "Mirage"}));
  EXPECT_EQ(match().veto[5], (VetoStep{VetoAction::ban, 1, "Dust II"}));
  EXPECT_EQ(match().veto[6], (VetoStep{VetoAction::decider, {}, "Train"}));
}

TEST_F(HltvWholeMatch, has_both_line_ups_with_countries) {
  std::map<std::string, Player> players;
  for (const auto& player : report_->players) players.emplace(player.external_id, player.player);
  std::array<std::vector<std::string>, 2> expected;
  for (const auto& row : hltv_rows("line_ups", "match", "2400001")) {
    expected.at(static_cast<std::size_t>(row.number("team") - 1)).push_back(row["player"]);
    EXPECT_EQ(players.at(row["player"]).nickname, row["nickname"]);
    EXPECT_EQ(players.at(row["player"]).nationality, row["country"]);
  }
  EXPECT_EQ(match().opponents[0].line_up, expected[0]);
  EXPECT_EQ(match().opponents[1].line_up, expected[1]);
}

TEST_F(HltvWholeMatch, has_the_figures_of_everybody_who_played_a_map_and_no_sums) {
  std::vector<Row> rows;
  for (const auto& row : hltv_rows("figures", "match", "2400001")) {
    if (row["map"] != "all") rows.push_back(row);
  }
  ASSERT_EQ(match().player_stats.size(), rows.size());
  for (const auto& row : rows) {
    SCOPED_TRACE(row["nickname"] + " on map " + row["map"]);
    const auto found = std::ranges::find_if(match().player_stats, [&](const PlayerMapStatsReport& report) {
      return report.player == row["player"] && report.stats.map == row.number("map");
    });
    ASSERT_NE(found, match().player_stats.end());
    EXPECT_EQ(found->stats.slot, row.number("team") - 1);
    EXPECT_EQ(found->stats.kills, row.number("kills"));
    EXPECT_EQ(found->stats.deaths, row.number("deaths"));
    EXPECT_EQ(found->stats.adr, std::stod(row["adr"]));
    EXPECT_EQ(found->stats.kast, std::stod(row["kast"]));
    EXPECT_EQ(found->stats.rating, std::stod(row["rating"]));
    EXPECT_EQ(found->stats.rating_version, "3.0");
  }
}

}  // namespace
}  // namespace cs2::provider
