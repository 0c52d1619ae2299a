#include "provider/liquipedia/wiki_parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/validate.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T21:00:00Z").value();

constexpr std::string_view infobox = "{{Infobox league|name=Alpine Cup|liquipediatier=1}}\n";

Report parse_tournament(const std::string& text, const TeamNames& names = {}) {
  Report report;
  const auto parsed =
      parse_wiki_tournament({"Alpine/Cup/2026", std::string{infobox} + text}, names, now, report);
  EXPECT_TRUE(parsed) << parsed.error().detail;
  return report;
}

TeamNames known_teams() {
  Report report;
  report.teams = {
      {.external_id = "Team_Alpine", .team = {.id = {}, .name = "Team Alpine"}, .aliases = {"Alpine"}},
      {.external_id = "Breakers", .team = {.id = {}, .name = "Breakers"}, .aliases = {}}};
  TeamNames names;
  names.learn(report);
  return names;
}

TEST(WikiTournament, reads_halves_by_side_with_overtime_and_what_was_not_played) {
  const auto report = parse_tournament(
      "==Playoffs==\n{{Bracket|Bracket/2|id=AbCdEfGhIj|R1M1={{Match|opponent1={{TeamOpponent|alpine}}"
      "|opponent2={{TeamOpponent|breakers 2025}}|date=July 12, 2026 - 13:15 "
      "{{Abbr/CEST}}|bestof=3|finished=true"
      "|map1={{Map|map=Nuke|finished=true|t1firstside=ct|t1ct=7|t1t=5|t2t=5|t2ct=7"
      "|o1t1firstside=t|o1t1t=2|o1t1ct=2|o1t2ct=1|o1t2t=1|stats=5}}"
      "|map2={{Map|map=Inferno|finished=true|t1firstside=t|t1t=8|t1ct=5|t2ct=4|t2t=2}}"
      "|map3={{Map|map=Train|finished=skip}}|hltv=77}}}}",
      known_teams());

  ASSERT_THAT(report.matches, SizeIs(1));
  const auto& match = report.matches[0];
  EXPECT_THAT(validate(match, now), IsEmpty());
  EXPECT_EQ(match.scheduled_at, parse_iso8601("2026-07-12T11:15:00Z"));
  EXPECT_TRUE(match.time_is_exact);
  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.score, (Score{2, 0}));
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].score, (Score{16, 14}));
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{{7, 5}, Side::ct, false}, Half{{5, 7}, Side::t, false},
                                                Half{{2, 1}, Side::t, true}, Half{{2, 1}, Side::ct, true}));
  EXPECT_EQ(match.maps[2].status, MapStatus::not_played);
  EXPECT_THAT(match.cross_references, ElementsAre(CrossReference{ProviderName::hltv, "77"},
                                                  CrossReference{ProviderName::lpdb, "AbCdEfGhIj_R01-M001"}));
}

TEST(WikiTournament, gives_a_match_of_known_teams_the_id_of_the_ticker) {
  const auto report = parse_tournament(
      "==Group Stage==\n{{Matchlist|id=AbCdEfGhIj|{{Match|opponent1={{TeamOpponent|breakers}}"
      "|opponent2={{TeamOpponent|alpine}}}}}}",
      known_teams());

  EXPECT_EQ(report.matches.at(0).external_id, "lpw:Alpine/Cup/2026#Group_Stage:Breakers,Team_Alpine");
  EXPECT_TRUE(report.matches.at(0).id_is_derived);
  EXPECT_EQ(report.matches.at(0).opponents[1].name, "Team Alpine");
}

TEST(WikiTournament, tells_a_team_of_which_only_the_template_is_known_apart) {
  const auto report = parse_tournament(
      "{{Matchlist|id=AbCdEfGhIj|{{Match|opponent1={{TeamOpponent|saw "
      "2021}}|opponent2={{LiteralOpponent|Winner of A}}}}}}");

  EXPECT_EQ(report.matches.at(0).external_id, "AbCdEfGhIj_0001");
  EXPECT_EQ(report.matches.at(0).opponents[0].team, "template:saw 2021");
  EXPECT_EQ(report.matches.at(0).opponents[1].name, "Winner of A");
  EXPECT_EQ(report.teams.at(0).url, "");
}

TEST(WikiTournament, knows_forfeits_cancelled_matches_and_times_without_a_zone) {
  const auto report = parse_tournament(
      "{{Matchlist|id=AbCdEfGhIj|{{Match|opponent1={{TeamOpponent|alpine|score=W}}|opponent2={{TeamOpponent|"
      "breakers|score=FF}}|date=2026-07-11 13:15|finished=true}}|{{Match|finished=skip}}}}",
      known_teams());

  ASSERT_THAT(report.matches, SizeIs(2));
  EXPECT_TRUE(report.matches[0].forfeit);
  EXPECT_EQ(report.matches[0].winner, 0);
  EXPECT_FALSE(report.matches[0].score);
  EXPECT_FALSE(report.matches[0].time_is_exact);
  EXPECT_EQ(report.matches[1].status, MatchStatus::cancelled);
}

TEST(WikiTournament, reads_placements_and_line_ups) {
  const auto report = parse_tournament(
      "{{TeamCard|team=Breakers|p1=edel|p1flag=at|p2=fels|p2link=Fels (climber)}}\n"
      "{{TeamPrizePool|{{Slot|place=1|usdprize=30,000|{{Opponent|breakers}}}}|{{Slot|place=3-4|{{Opponent|"
      "alpine}}}}}}\n"
      "{{Matchlist|id=AbCdEfGhIj|{{Match|opponent1={{TeamOpponent|breakers}}|opponent2={{TeamOpponent|alpine}"
      "}}}}}",
      known_teams());

  ASSERT_THAT(report.placements, SizeIs(2));
  EXPECT_EQ(report.placements[0].prize, "$30,000");
  EXPECT_EQ(report.placements[1].worst, 4);
  EXPECT_EQ(report.tournaments.at(0).winner, "Breakers");
  EXPECT_THAT(report.matches.at(0).opponents[0].line_up, ElementsAre("Edel", "Fels_(climber)"));
  EXPECT_EQ(report.players.at(0).player.nationality, "AT");
}

TEST(WikiTeam, reads_a_complete_roster) {
  Report report;
  const auto parsed = parse_wiki_team(
      {"Breakers",
       "{{Infobox team|name=Breakers|location=Austria|region=Europe}}\n"
       "{{Squad|status=active|{{Person|id=edel|flag=at|captain=yes|joindate=2025-01-02<ref>x</ref>}}"
       "|{{Person|id=gams|position=Head Coach}}}}\n"
       "{{Squad|status=former|{{Person|id=fels|joindate=2024-01-01|leavedate=2025-01-01}}}}"},
      now, report);

  ASSERT_TRUE(parsed) << parsed.error().detail;
  EXPECT_EQ(report.teams.at(0).team.country, "AT");
  const auto& roster = report.rosters.at(0);
  EXPECT_TRUE(roster.is_complete);
  ASSERT_THAT(roster.stays, SizeIs(3));
  EXPECT_EQ(roster.stays[0].role, RosterRole::captain);
  EXPECT_EQ(roster.stays[0].since, parse_iso8601("2025-01-02T00:00:00Z"));
  EXPECT_EQ(roster.stays[1].role, RosterRole::coach);
  EXPECT_EQ(roster.stays[2].until, parse_iso8601("2025-01-01T00:00:00Z"));
}

TEST(WikiPlayer, reads_names_and_the_history_of_teams) {
  Report report;
  const auto parsed = parse_wiki_player(
      {"Edel",
       "{{Infobox player|id=edel|ids=e, d|name=Eva Edel|country=Austria|team_history="
       "{{TH|2016-05-14 — 2018-02-03|[[Breakers]]}}{{TH|2018-02-03 — '''Present'''|team Alpine|Coach}}"
       "{{TH|2015 — 2016|Old}}}}"},
      now, report);

  ASSERT_TRUE(parsed) << parsed.error().detail;
  EXPECT_EQ(report.players.at(0).player.last_name, "Edel");
  EXPECT_THAT(report.players.at(0).aliases, ElementsAre("e", "d"));
  ASSERT_THAT(report.rosters, SizeIs(2));
  EXPECT_EQ(report.rosters[0].stays.at(0).until, parse_iso8601("2018-02-03T00:00:00Z"));
  EXPECT_EQ(report.rosters[1].team, "Team_Alpine");
  EXPECT_EQ(report.rosters[1].stays.at(0).role, RosterRole::coach);
  EXPECT_FALSE(report.rosters[1].stays.at(0).until);
  EXPECT_THAT(report.skipped, SizeIs(1));
}

TEST(WikiPages, without_their_infobox_are_drift) {
  Report report;

  EXPECT_EQ(parse_wiki_tournament({"A", "text"}, {}, now, report).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_wiki_team({"A", "text"}, now, report).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_wiki_player({"A", "text"}, now, report).error().kind, ErrorKind::drift);
}

TEST(WikiAnswerTest, lists_pages_and_those_that_are_missing) {
  const auto answer = parse_wiki_answer(
      R"({"query": {"pages": [{"title": "X", "missing": true},
        {"title": "Breakers", "revisions": [{"revid": 7, "slots": {"main": {"content": "text"}}}]}]}})");

  ASSERT_TRUE(answer) << answer.error().detail;
  ASSERT_THAT(answer->pages, SizeIs(1));
  EXPECT_EQ(answer->pages[0].revision, 7);
  EXPECT_THAT(answer->skipped, SizeIs(1));
}

}  // namespace
}  // namespace cs2::provider
