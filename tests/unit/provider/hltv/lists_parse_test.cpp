#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "model/validate.hpp"
#include "provider/hltv/parse.hpp"
#include "unit/provider/hltv/tables.hpp"

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

TEST(HltvMatches, are_taken_from_the_copy_that_tells_most) {
  const auto report = parse_hltv_matches(
      matches_page_of({{.unix_ms = ""}, {.best_of = "", .event = ""}, {.stage = "Semifinal"}, {.event = ""}}),
      now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->matches, SizeIs(1));
  EXPECT_TRUE(report->matches[0].tournament);
  EXPECT_EQ(report->matches[0].stage, "Semifinal");
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

// The page of 2026-04-24: four lists of which three repeat what another has said.
class HltvMatchesOfAPage : public testing::Test {
 protected:
  void SetUp() override {
    report_ = parse_hltv_matches(hltv_matches_page(), now);
    ASSERT_TRUE(report_) << report_.error().detail;
    for (const auto& match : report_->matches) matches_.emplace(match.external_id, match);
    for (const auto& team : report_->teams) teams_.emplace(team.external_id, team.team.name);
  }

  std::vector<Row> rows_ = read_table("hltv/matches.tsv");
  std::map<std::string, Row> events_ = hltv_events();
  Result<Report> report_ = Report{};
  std::map<std::string, MatchReport> matches_;
  std::map<std::string, std::string> teams_;
};

TEST_F(HltvMatchesOfAPage, are_all_read_and_each_once) {
  EXPECT_THAT(report_->skipped, IsEmpty());
  EXPECT_EQ(report_->matches.size(), rows_.size());
  EXPECT_EQ(matches_.size(), rows_.size());
  EXPECT_THAT(report_->tournaments, SizeIs(events_.size()));
  for (const auto& match : report_->matches)
    EXPECT_THAT(validate(match, now), IsEmpty()) << match.external_id;
}

TEST_F(HltvMatchesOfAPage, have_the_time_and_length_that_the_page_says_even_while_live) {
  int live = 0;
  for (const auto& row : rows_) {
    const auto& match = matches_.at(row["match"]);
    const bool is_live = row["where"] == "live";
    live += is_live ? 1 : 0;
    EXPECT_EQ(match.status, is_live ? MatchStatus::live : MatchStatus::scheduled) << row["match"];
    EXPECT_EQ(match.scheduled_at ? to_iso8601(*match.scheduled_at) : "", row["starts_at"]) << row["match"];
    EXPECT_EQ(match.best_of, row.number("best_of")) << row["match"];
    EXPECT_FALSE(match.score) << row["match"];
    EXPECT_EQ(match.stage, row["title"].empty() ? row["stage"] : row["title"]) << row["match"];
  }
  EXPECT_EQ(live, 4);
}

TEST_F(HltvMatchesOfAPage, have_both_sides_as_far_as_they_are_known_accents_and_ampersands_included) {
  int half_known = 0;
  for (const auto& row : rows_) {
    const auto& opponents = matches_.at(row["match"]).opponents;
    for (const std::size_t slot : {0U, 1U}) {
      const auto& id = row[slot == 0 ? "team1" : "team2"];
      const auto& name = row[slot == 0 ? "name1" : "name2"];
      EXPECT_EQ(opponents.at(slot).name, name) << row["match"];
      EXPECT_EQ(opponents.at(slot).team.value_or(""), id) << row["match"];
      if (!id.empty()) EXPECT_EQ(teams_.at(id), name);
    }
    if (opponents[0].team.has_value() != opponents[1].team.has_value()) ++half_known;
  }
  EXPECT_EQ(half_known, 2);
  EXPECT_EQ(teams_.at("13791"), "Julie&Cie");
  EXPECT_EQ(teams_.at("13811"), "QUINTESSÊNCIA");
}

TEST_F(HltvMatchesOfAPage, belong_to_events_with_a_name_a_region_and_a_venue) {
  for (const auto& row : rows_) EXPECT_EQ(matches_.at(row["match"]).tournament, row["event"]);
  for (const auto& report : report_->tournaments) {
    const auto& event = events_.at(report.external_id);
    EXPECT_EQ(report.tournament.name, event["name"]);
    EXPECT_EQ(report.tournament.region, event["region"]);
    EXPECT_EQ(report.tournament.venue, event["lan"] == "true" ? Venue::lan : Venue::online);
  }
}

TEST(HltvResults, of_a_page_are_read_once_however_large_they_stand_above_the_list) {
  const auto later = parse_iso8601("2026-06-07T00:00:00Z").value();
  const auto rows = read_table("hltv/results.tsv");

  const auto report = parse_hltv_results(hltv_results_page(), later);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->skipped, IsEmpty());
  ASSERT_EQ(report->matches.size(), rows.size());
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto& row = rows[at];
    const auto& match = report->matches[at];
    SCOPED_TRACE(row["match"]);
    EXPECT_EQ(match.external_id, row["match"]);
    EXPECT_EQ(match.opponents[0].name, row["team1"]);
    EXPECT_EQ(match.opponents[1].name, row["team2"]);
    EXPECT_EQ(match.tournament, "name:" + row["event"]);
    EXPECT_EQ(to_iso8601(match.ended_at.value()), row["ended_at"]);
    EXPECT_THAT(validate(match, later), IsEmpty());

    const Score shown{row.number("score1"), row.number("score2")};
    const std::optional<Slot> winner = shown.first == shown.second  ? std::nullopt
                                       : shown.first > shown.second ? std::optional<Slot>{0}
                                                                    : std::optional<Slot>{1};
    EXPECT_EQ(match.winner, winner);
    EXPECT_EQ(match.draw, !winner);
    EXPECT_EQ(match.forfeit, row["kind"] == "def");
    const bool is_series = row["kind"].starts_with("bo") && row["kind"] != "bo1";
    if (is_series) EXPECT_EQ(match.score, shown);
    if (is_series || match.forfeit) {
      EXPECT_THAT(match.maps, IsEmpty());
    } else {
      EXPECT_EQ(match.best_of, 1);
      EXPECT_EQ(match.score, (winner == 0 ? Score{1, 0} : Score{0, 1}));
      EXPECT_EQ(match.maps.at(0).score, shown);
    }
  }
}

TEST(HltvResults, of_a_single_map_may_not_say_which) {
  const auto report = parse_hltv_results(
      results_page_of({{.id = "1", .score1 = 16, .score2 = 10, .kind = "bo1"}, {.id = "2", .kind = "d2"}}),
      now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_EQ(report->matches.at(0).score, (Score{1, 0}));
  EXPECT_EQ(report->matches[0].maps.at(0).score, (Score{16, 10}));
  EXPECT_FALSE(report->matches[0].maps[0].name);
  EXPECT_EQ(report->matches.at(1).maps.at(0).name, "Dust II");
}

TEST(HltvResults, stand_in_the_last_of_the_lists) {
  const auto above = R"(<div class="results-all">)" + html_of(ResultRow{.id = "2400009"}) + "</div>";

  const auto report = parse_hltv_results(above + results_page_of({{}}), now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->matches, SizeIs(1));
  EXPECT_EQ(report->matches[0].external_id, "2400001");
}

TEST(HltvResults, of_a_page_that_ends_in_the_middle_of_a_tag_are_read) {
  auto page = results_page_of({{}, {.id = "2400002"}});
  page.resize(page.find("</div></div></body>") + 5);

  const auto report = parse_hltv_results(page, now);

  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches, SizeIs(2));
}

}  // namespace
}  // namespace cs2::provider
