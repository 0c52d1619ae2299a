#include "provider/liquipedia/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/validate.hpp"
#include "support/liquipedia_cards.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};

Report parse(const std::vector<Card>& cards) {
  auto report = parse_liquipedia_matches(page_of(cards), now);
  EXPECT_TRUE(report) << report.error().detail;
  return report ? std::move(*report) : Report{};
}

MatchReport parse_one(const Card& card) {
  const auto report = parse({card});
  EXPECT_THAT(report.matches, SizeIs(1));
  return report.matches.at(0);
}

Error error_of(const Result<Report>& report) {
  EXPECT_FALSE(report);
  return report ? Error{ErrorKind::invalid, "no error"} : report.error();
}

Card finished(std::string score, std::string lower = "(Bo3)") {
  Card card{.at = now - hours{3}, .finished = true, .upper = std::move(score), .lower = std::move(lower)};
  card.first.won = true;
  card.second.lost = true;
  return card;
}

TEST(LiquipediaParse, reads_an_upcoming_match) {
  const auto match = parse_one({.at = now + hours{2}});

  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_EQ(match.scheduled_at, now + hours{2});
  EXPECT_TRUE(match.time_is_exact);
  EXPECT_EQ(match.best_of, 3);
  EXPECT_EQ(match.score, std::nullopt);
  EXPECT_EQ(match.opponents[0].team, "Team_Alpine");
  EXPECT_EQ(match.opponents[0].name, "Team Alpine");
  EXPECT_EQ(match.url, "https://liquipedia.net/counterstrike/Polar_League/2026#Playoffs");
  EXPECT_TRUE(match.id_is_derived);
}

TEST(LiquipediaParse, reads_teams_with_their_short_names_and_pages) {
  const auto teams = parse({{.at = now}}).teams;

  ASSERT_THAT(teams, SizeIs(2));
  EXPECT_EQ(teams[1].external_id, "Team_Alpine");
  EXPECT_EQ(teams[1].team.name, "Team Alpine");
  EXPECT_THAT(teams[1].aliases, ElementsAre("Alpine"));
  EXPECT_EQ(teams[1].url, "https://liquipedia.net/counterstrike/Team_Alpine");
  EXPECT_EQ(teams[1].team.logo_url, std::nullopt);  // images have licences of their own
}

TEST(LiquipediaParse, splits_tournament_and_section) {
  const auto report = parse({{.at = now}});

  ASSERT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].external_id, "Polar_League/2026");
  EXPECT_EQ(report.tournaments[0].tournament.name, "Polar League 2026");
  EXPECT_EQ(report.tournaments[0].url, "https://liquipedia.net/counterstrike/Polar_League/2026");
  EXPECT_EQ(report.matches[0].stage, "Playoffs");
}

TEST(LiquipediaParse, keeps_a_dash_that_belongs_to_the_name) {
  const auto report =
      parse({{.at = now, .tournament = "Polar_League/2026", .tournament_shown = "Polar - League 2026"}});

  EXPECT_EQ(report.tournaments[0].tournament.name, "Polar - League 2026");
  EXPECT_EQ(report.matches[0].stage, "");
}

TEST(LiquipediaParse, knows_that_what_was_upcoming_has_begun) {
  const auto match = parse_one({.at = now - minutes{5}});

  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.score, (Score{0, 0}));
}

TEST(LiquipediaParse, waits_with_a_match_of_which_only_the_day_is_known) {
  const auto match = parse_one({.at = now - minutes{5}, .exact = false});

  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_FALSE(match.time_is_exact);
}

TEST(LiquipediaParse, reads_a_live_series_score) {
  const auto match = parse_one({.at = now - hours{1}, .upper = "1:0"});

  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.score, (Score{1, 0}));
  EXPECT_THAT(match.maps, IsEmpty());
}

TEST(LiquipediaParse, reads_the_rounds_of_a_live_best_of_one) {
  const auto match = parse_one({.at = now - hours{1}, .upper = "9:4", .lower = "(Bo1)"});

  EXPECT_EQ(match.score, (Score{0, 0}));
  ASSERT_THAT(match.maps, SizeIs(1));
  EXPECT_EQ(match.maps[0].status, MapStatus::live);
  EXPECT_EQ(match.maps[0].score, (Score{9, 4}));
}

TEST(LiquipediaParse, reads_a_result) {
  const auto match = parse_one(finished("2:1"));

  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, (Score{2, 1}));
  EXPECT_EQ(match.winner, 0);
  EXPECT_FALSE(match.forfeit);
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(LiquipediaParse, turns_the_rounds_of_a_best_of_one_into_a_map) {
  const auto match = parse_one(finished("13:9", "(Bo1)"));

  EXPECT_EQ(match.score, (Score{1, 0}));
  ASSERT_THAT(match.maps, SizeIs(1));
  EXPECT_EQ(match.maps[0].score, (Score{13, 9}));
  EXPECT_EQ(match.maps[0].winner, 0);
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(LiquipediaParse, takes_one_to_nil_of_a_best_of_one_for_maps) {
  const auto match = parse_one(finished("1:0", "(Bo1)"));

  EXPECT_EQ(match.score, (Score{1, 0}));
  EXPECT_THAT(match.maps, IsEmpty());
}

TEST(LiquipediaParse, reads_letters_as_a_forfeit) {
  for (const auto* score : {"W:L", "W:FF", "W:DQ"}) {
    const auto match = parse_one(finished(score));

    EXPECT_TRUE(match.forfeit) << score;
    EXPECT_EQ(match.winner, 0) << score;
    EXPECT_EQ(match.score, std::nullopt) << score;
  }
}

TEST(LiquipediaParse, reads_two_winners_as_a_draw) {
  auto card = finished("1:1", "(Bo2)");
  card.second.won = true;

  const auto match = parse_one(card);

  EXPECT_TRUE(match.draw);
  EXPECT_EQ(match.winner, std::nullopt);
  EXPECT_EQ(match.score, (Score{1, 1}));
}

TEST(LiquipediaParse, reads_undecided_sides) {
  const auto match = parse_one(
      {.first = {.shown = "TBD"}, .second = {.shown = "Winner of semifinal 1"}, .at = now + hours{9}});

  EXPECT_EQ(match.opponents[0].team, std::nullopt);
  EXPECT_EQ(match.opponents[0].name, "");
  EXPECT_EQ(match.opponents[1].team, std::nullopt);
  EXPECT_EQ(match.opponents[1].name, "Winner of semifinal 1");
}

TEST(LiquipediaParse, reads_a_team_that_has_no_page) {
  const auto report = parse({{.first = {"New_Team", "New Team", "New", true}, .at = now}});

  EXPECT_EQ(report.matches[0].opponents[0].team, "New_Team");
  EXPECT_EQ(report.matches[0].opponents[0].name, "New Team");
  EXPECT_EQ(report.teams[1].url, "");
}

TEST(LiquipediaParse, drops_what_only_tells_pages_apart) {
  const auto match =
      parse_one({.first = {"Alpine_(Swiss_team)", "Alpine (Swiss team)", "Alpine"}, .at = now});

  EXPECT_EQ(match.opponents[0].team, "Alpine_(Swiss_team)");
  EXPECT_EQ(match.opponents[0].name, "Alpine");
}

TEST(LiquipediaParse, reads_the_same_page_from_an_encoded_link) {
  const auto match = parse_one({.first = {"KR%C3%9C", "KRÜ", "KRÜ"}, .at = now});

  EXPECT_EQ(match.opponents[0].team, "KRÜ");
}

TEST(LiquipediaParse, links_streams_through_the_wiki_and_keeps_recordings) {
  auto card = finished("2:0");
  card.links =
      R"(<div class=""><a href="/counterstrike/Special:Stream/twitch/Polar" title="x"><i></i></a></div>)"
      R"(<a class="external text" href="https://youtu.be/abc&amp;t=21">Game 1</a>)"
      R"(<a class="external text" href="https://www.hltv.org/matches/1/match">HLTV</a>)";

  const auto match = parse_one(card);

  ASSERT_THAT(match.streams, SizeIs(1));
  EXPECT_EQ(match.streams[0].url, "https://liquipedia.net/counterstrike/Special:Stream/twitch/Polar");
  EXPECT_THAT(match.links, ElementsAre(Link{"vod", "https://youtu.be/abc&t=21"},
                                       Link{"hltv", "https://www.hltv.org/matches/1/match"}));
}

TEST(LiquipediaParse, derives_an_id_that_outlives_a_new_time_and_a_new_order) {
  const auto before = parse_one({.at = now + hours{2}});
  auto swapped = Card{.at = now + days{2}};
  std::swap(swapped.first, swapped.second);

  EXPECT_EQ(before.external_id, "lpw:Polar_League/2026#Playoffs:Breakers,Team_Alpine");
  EXPECT_EQ(parse_one(swapped).external_id, before.external_id);
}

TEST(LiquipediaParse, tells_a_rematch_on_the_same_page_by_its_day) {
  auto played = finished("2:0");

  const auto matches = parse({played, {.at = now + days{1}}}).matches;

  ASSERT_THAT(matches, SizeIs(2));
  EXPECT_EQ(matches[1].external_id, matches[0].external_id + "~2026-07-13");
}

TEST(LiquipediaParse, tells_undecided_matches_of_a_section_by_their_time) {
  const CardSide nobody{.shown = "TBD"};

  const auto matches = parse({{.first = nobody, .second = nobody, .at = now + hours{1}},
                              {.first = nobody, .second = nobody, .at = now + hours{4}}})
                           .matches;

  ASSERT_THAT(matches, SizeIs(2));
  EXPECT_NE(matches[0].external_id, matches[1].external_id);
}

TEST(LiquipediaParse, is_as_old_as_the_page) {
  const auto html = page_of({{.at = now}}) + "<!--\nNewPP limit report\nCached time: 20260712174500\n-->";

  const auto cached = parse_liquipedia_matches(html, now);
  const auto fresh = parse({{.at = now}});

  ASSERT_TRUE(cached);
  EXPECT_EQ(cached->observed_at, now - minutes{15});
  EXPECT_EQ(fresh.observed_at, now);
}

TEST(LiquipediaParse, leaves_out_a_match_that_nobody_ended) {
  const auto report = parse({{.at = now - hours{13}}, {.at = now + hours{1}}});

  EXPECT_THAT(report.matches, SizeIs(1));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_THAT(report.skipped[0].reason, HasSubstr("no end"));
}

TEST(LiquipediaParse, calls_a_page_without_cards_drift) {
  const auto empty = error_of(parse_liquipedia_matches("<div>Nothing to see</div>", now));
  const auto old = error_of(parse_liquipedia_matches(
      R"(<table class="wikitable infobox_matches_content"><tr><td class="team-left">A</td></tr></table>)",
      now));

  EXPECT_EQ(empty.kind, ErrorKind::drift);
  EXPECT_EQ(old.kind, ErrorKind::drift);
  EXPECT_THAT(old.detail, HasSubstr("before 2025"));
}

TEST(LiquipediaParse, calls_a_page_of_which_too_much_is_strange_drift) {
  const std::string strange = R"(<div class="match-info"><div class="new-shape">A - B</div></div>)";
  const auto good = page_of({{.at = now}, {.at = now + days{3}}});

  const auto report = parse_liquipedia_matches(good + strange, now);

  EXPECT_EQ(error_of(report).kind, ErrorKind::drift);
}

TEST(LiquipediaParse, keeps_the_rest_beside_a_strange_card) {
  const std::string strange = R"(<div class="match-info"><div class="new-shape">A - B</div></div>)";
  const std::vector<Card> cards(6, Card{.at = now});

  const auto report = parse_liquipedia_matches(page_of(cards) + strange, now);

  ASSERT_TRUE(report);
  EXPECT_THAT(report->matches, SizeIs(6));
  EXPECT_EQ(report->skipped.at(0).reason, "0 opponents");
}

TEST(LiquipediaParse, refuses_pages_that_no_wiki_wrote) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  std::string misnested;
  for (int i = 0; i < 1'000; ++i) misnested += "<b><i></b></i>";

  EXPECT_EQ(error_of(parse_liquipedia_matches(deep, now)).kind, ErrorKind::drift);
  EXPECT_EQ(error_of(parse_liquipedia_matches(misnested, now)).kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::provider
