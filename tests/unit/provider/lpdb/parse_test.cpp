#include "provider/lpdb/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T21:00:00Z").value();

std::string answer(const std::string& rows) {
  return "{\"result\": [" + rows + "]}";
}

Report parse_matches(const std::string& rows) {
  auto page = parse_lpdb_matches(answer(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? page->report : Report{};
}

// An invented match of two teams; `more` replaces keys that stand before it.
std::string match_row(const std::string& more, const std::string& first = "\"score\": -1, \"status\": \"\"",
                      const std::string& second = "\"score\": -1, \"status\": \"\"") {
  return R"({"match2id": "AbCdEfGhIj_0001", "pagename": "Alpine/Cup/2026", "parent": "Alpine/Cup/2026",
    "tournament": "Alpine Cup &amp; Friends", "section": "Round 1", "game": "cs2", "bestof": "3",
    "date": "2026-07-12 20:00:00", "dateexact": 1, "finished": 0, "winner": "", "links": [], "stream": [],
    "match2opponents": [
      {"type": "team", "name": "Team Alpine", )" +
         first + R"(, "teamtemplate": {"page": "team Alpine", "name": "Team Alpine", "shortname": "Alpine"},
       "match2players": [{"name": "Edel", "displayname": "edel", "flag": "Austria"}]},
      {"type": "team", "name": "Breakers", )" +
         second + R"(, "teamtemplate": {"page": "Breakers", "name": "Breakers"}, "match2players": []}],
    "match2games": [])" +
         (more.empty() ? "" : ", " + more) + "}";
}

TEST(LpdbMatches, take_pages_for_ids_as_links_write_them) {
  const auto report = parse_matches(match_row(""));

  ASSERT_THAT(report.teams, SizeIs(2));
  EXPECT_EQ(report.teams[1].external_id, "Team_Alpine");
  EXPECT_THAT(report.teams[1].cross_references,
              ElementsAre(CrossReference{ProviderName::liquipedia, "Team_Alpine"}));
  EXPECT_THAT(report.teams[1].aliases, ElementsAre("Alpine"));
  EXPECT_EQ(report.tournaments.at(0).external_id, "Alpine/Cup/2026");
  EXPECT_EQ(report.tournaments.at(0).tournament.name, "Alpine Cup & Friends");
  EXPECT_EQ(report.matches.at(0).url, "https://liquipedia.net/counterstrike/Alpine/Cup/2026#Round_1");
  EXPECT_EQ(report.matches.at(0).status, MatchStatus::live);
  EXPECT_EQ(report.players.at(0).player.nationality, "AT");
  EXPECT_THAT(report.matches.at(0).opponents[0].line_up, ElementsAre("Edel"));
}

TEST(LpdbMatches, claim_no_result_where_only_the_clock_ended_the_match) {
  const auto report = parse_matches(
      match_row("\"finished\": \"1\"", R"("score": 1, "status": "S")", R"("score": "1", "status": "S")"));

  ASSERT_THAT(report.matches, SizeIs(1));
  EXPECT_EQ(report.matches[0].status, MatchStatus::finished);
  EXPECT_FALSE(report.matches[0].winner);
  EXPECT_FALSE(report.matches[0].score);
  EXPECT_FALSE(report.matches[0].draw);
}

TEST(LpdbMatches, know_forfeits_and_what_was_not_played) {
  const auto forfeit = parse_matches(match_row(
      R"("finished": 1, "winner": 2)", R"("score": -1, "status": "FF")", R"("score": -1, "status": "W")"));
  const auto cancelled = parse_matches(match_row(R"("finished": 1, "status": "notplayed")"));

  EXPECT_TRUE(forfeit.matches.at(0).forfeit);
  EXPECT_EQ(forfeit.matches.at(0).winner, 1);
  EXPECT_FALSE(forfeit.matches.at(0).score);
  EXPECT_EQ(cancelled.matches.at(0).status, MatchStatus::cancelled);
}

TEST(LpdbMatches, know_disqualifications_and_matches_that_nobody_came_to) {
  const auto disqualified = parse_matches(match_row(
      R"("finished": 1, "winner": "2", "walkover": "dq", "bestof": 1,
         "match2games": [{"map": "Inferno", "scores": [13, 9], "winner": "1"}])",
      R"("score": -1, "status": "DQ")", R"("score": -1, "status": "W")"));
  const auto nobody =
      parse_matches(match_row(R"("finished": 1, "winner": "-1", "walkover": "ff", "resulttype": "default")",
                              R"("score": -1, "status": "FF")", R"("score": -1, "status": "FF")"));

  EXPECT_TRUE(disqualified.matches.at(0).disqualified);
  EXPECT_EQ(disqualified.matches[0].winner, 1);
  EXPECT_FALSE(disqualified.matches[0].score);
  EXPECT_TRUE(nobody.matches.at(0).forfeit);
  EXPECT_FALSE(nobody.matches[0].disqualified);
  EXPECT_FALSE(nobody.matches[0].winner);
  EXPECT_FALSE(nobody.matches[0].draw);
}

TEST(LpdbMatches, read_lists_that_lua_wrote_as_objects) {
  const auto report = parse_matches(match_row(
      R"("finished": 1, "winner": "1", "links": {"hltv": {"1": {"1": "https://www.hltv.org/matches/77/match", "2": 0}},
      "stats": {"1": {"1": "https://www.hltv.org/?pageid=188&matchid=5", "2": 1}}},
      "match2games": [{"map": "Nuke", "scores": [13, 7], "winner": "1",
        "extradata": {"t1halfs": {"2": 5, "1": 8}, "t2halfs": {"1": 4, "2": 3}, "t1sides": {"1": "ct", "2": "t"}}}])",
      R"("score": 2, "status": "S")", R"("score": 0, "status": "S")"));

  const auto& match = report.matches.at(0);
  EXPECT_THAT(match.cross_references, ElementsAre(CrossReference{ProviderName::hltv, "77"}));
  EXPECT_THAT(match.links, SizeIs(2));
  ASSERT_THAT(match.maps, SizeIs(1));
  EXPECT_THAT(match.maps[0].halves, ElementsAre(Half{.rounds = {8, 4}, .first_side = Side::ct},
                                                Half{.rounds = {5, 3}, .first_side = Side::t}));
}

TEST(LpdbMatches, read_bans_and_picks_in_their_order) {
  const auto report = parse_matches(match_row(
      R"("extradata": {"mapveto": {"1": {"type": "ban", "team1": "Nuke", "team2": "Train", "vetostart": "2"},
      "2": {"type": "pick", "team1": "Mirage", "team2": "Inferno"}, "3": {"type": "decider", "decider": "Ancient"}}},
      "match2games": [{"map": "Inferno"}])"));

  const auto& match = report.matches.at(0);
  EXPECT_THAT(match.veto,
              ElementsAre(VetoStep{VetoAction::ban, 1, "Train"}, VetoStep{VetoAction::ban, 0, "Nuke"},
                          VetoStep{VetoAction::pick, 1, "Inferno"}, VetoStep{VetoAction::pick, 0, "Mirage"},
                          VetoStep{VetoAction::decider, std::nullopt, "Ancient"}));
  EXPECT_EQ(match.maps.at(0).picked_by, 1);
}

TEST(LpdbMatches, leave_out_with_a_reason_what_is_hidden_or_forgotten) {
  const auto hidden = parse_matches(match_row(R"("extradata": {"hidden": "true"})"));
  const auto forgotten = parse_matches(match_row(R"("date": "2026-07-11 20:00:00")"));

  EXPECT_THAT(hidden.matches, IsEmpty());
  EXPECT_THAT(hidden.skipped, SizeIs(1));
  EXPECT_THAT(forgotten.skipped.at(0).reason, HasSubstr("half a day"));
}

TEST(LpdbMatches, leave_out_halves_that_do_not_add_up) {
  const auto report = parse_matches(match_row(
      R"("finished": 1, "winner": "1", "match2games": [{"map": "Nuke", "scores": [13, 7], "winner": 1,
      "extradata": {"t1halfs": [8], "t2halfs": [4]}}])"));

  EXPECT_THAT(report.matches.at(0).maps.at(0).halves, IsEmpty());
  EXPECT_THAT(report.skipped, SizeIs(1));
}

TEST(Lpdb, takes_an_unknown_shape_for_drift_and_no_rows_for_none) {
  EXPECT_EQ(parse_lpdb_matches("[]", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_lpdb_matches(R"({"error": ["no such column"]})", now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_lpdb_matches(answer("{}, {}"), now).error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_lpdb_matches(answer(""), now)->rows, 0U);
}

TEST(Lpdb, reads_a_tournament_to_the_end_of_its_last_day) {
  const auto page = parse_lpdb_tournaments(
      answer(
          R"({"pagename": "Alpine/Cup/2026", "name": "Alpine Cup", "liquipediatier": "1", "type": "Offline",
        "organizers": "{\"organizer1\": \"Alpine Events\"}", "prizepool": 1250000.0, "startdate": "2026-07-10",
        "enddate": "2026-07-12", "locations": {"country1": "at", "city1": "Graz", "venue1": "Hall"}})"),
      now);

  ASSERT_TRUE(page) << page.error().detail;
  const auto& tournament = page->report.tournaments.at(0).tournament;
  EXPECT_EQ(tournament.tier, Tier::s);
  EXPECT_EQ(tournament.organizer, "Alpine Events");
  EXPECT_EQ(tournament.prize, "$1,250,000");
  EXPECT_EQ(tournament.country, "AT");
  EXPECT_EQ(tournament.city, "Hall, Graz");
  EXPECT_EQ(tournament.ends_at, parse_iso8601("2026-07-12T23:59:59Z"));
}

TEST(Lpdb, reads_a_squad_as_a_complete_roster) {
  const auto page = parse_lpdb_squads(
      answer(
          R"({"pagename": "Breakers", "link": "Edel", "id": "edel", "name": "Eva Edel", "nationality": "Austria",
        "role": "Captain", "type": "player", "status": "active", "joindate": "2025-01-02"},
        {"pagename": "Breakers", "link": "Fels", "id": "fels", "type": "player", "status": "inactive"},
        {"pagename": "Breakers", "link": "Gams", "id": "gams", "type": "staff", "position": "Head Coach"})"),
      now);

  ASSERT_TRUE(page) << page.error().detail;
  const auto& roster = page->report.rosters.at(0);
  EXPECT_EQ(roster.team, "Breakers");
  EXPECT_TRUE(roster.is_complete);
  ASSERT_THAT(roster.stays, SizeIs(3));
  EXPECT_EQ(roster.stays[0].role, RosterRole::captain);
  EXPECT_EQ(roster.stays[0].since, parse_iso8601("2025-01-02T00:00:00Z"));
  EXPECT_EQ(roster.stays[1].role, RosterRole::benched);
  EXPECT_EQ(roster.stays[2].role, RosterRole::coach);
}

TEST(Lpdb, does_not_call_a_squad_complete_of_which_somebody_could_not_be_read) {
  const auto page = parse_lpdb_squads(answer(R"({"pagename": "Breakers", "link": "Edel", "id": "edel"},
        {"pagename": "Breakers"})"),
                                      now);

  ASSERT_TRUE(page);
  EXPECT_FALSE(page->report.rosters.at(0).is_complete);
  EXPECT_THAT(page->report.skipped, SizeIs(1));
}

TEST(Lpdb, reads_a_transfer_as_a_leave_and_a_join) {
  const auto page = parse_lpdb_transfers(
      answer(R"({"player": "Edel", "nationality": "Austria", "fromteam": "Breakers", "toteam": "Team Alpine",
        "role1": "", "role2": "Coach", "date": "2026-07-01 00:00:00"})"),
      now);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_THAT(page->report.rosters, SizeIs(2));
  EXPECT_TRUE(page->report.rosters[0].stays.at(0).until);
  EXPECT_EQ(page->report.rosters[1].team, "Team_Alpine");
  EXPECT_EQ(page->report.rosters[1].stays.at(0).role, RosterRole::coach);
  EXPECT_FALSE(page->report.rosters[1].is_complete);
}

TEST(Lpdb, reads_placements_and_the_champion) {
  const auto page = parse_lpdb_placements(
      answer(R"({"parent": "Alpine/Cup/2026", "tournament": "Alpine Cup", "opponentname": "Breakers",
        "opponenttype": "team", "placement": 1, "prizemoney": 30000},
        {"parent": "Alpine/Cup/2026", "opponentname": "Team Alpine", "placement": "3-4", "prizemoney": 0},
        {"parent": "Alpine/Cup/2026", "opponentname": "TBD", "placement": "2"})"),
      now);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_THAT(page->report.placements, SizeIs(2));
  EXPECT_EQ(page->report.placements[0].prize, "$30,000");
  EXPECT_EQ(page->report.placements[1].worst, 4);
  EXPECT_EQ(page->report.tournaments.at(0).winner, "Breakers");
  EXPECT_THAT(page->report.skipped, SizeIs(1));
}

TEST(Lpdb, takes_the_last_round_of_standings_and_the_stage_of_their_table) {
  const auto stages = parse_lpdb_stages(answer(
      R"({"parent": "Alpine/Cup/2026", "standingsindex": 1, "section": "Group Stage", "title": "Group A"},
        {"parent": "Alpine/Cup/2026", "standingsindex": 2, "section": "Group Stage", "title": "Group B"})"));
  ASSERT_TRUE(stages);

  const auto page = parse_lpdb_standings(
      answer(
          R"({"parent": "Alpine/Cup/2026", "standingsindex": 1, "roundindex": 2, "opponentname": "Breakers",
        "placement": "2", "definitestatus": "down", "scoreboard": {"match": {"w": 1, "l": 2}}},
        {"parent": "Alpine/Cup/2026", "standingsindex": 1, "roundindex": 2, "opponentname": "Team Alpine",
        "placement": 1, "definitestatus": "up", "scoreboard": {"match": {"w": 3}, "points": 9}},
        {"parent": "Alpine/Cup/2026", "standingsindex": 1, "roundindex": 1, "opponentname": "Breakers",
        "placement": 1})"),
      *stages, now);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_THAT(page->report.standings, SizeIs(1));
  const auto& table = page->report.standings[0];
  EXPECT_EQ(table.stage, "Group A");
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_EQ(table.rows[0].team, "Team_Alpine");
  EXPECT_EQ(table.rows[0].standing.advances, true);
  EXPECT_EQ(table.rows[1].standing.losses, 2);
}

TEST(Lpdb, reads_a_ranking_whose_list_is_an_object) {
  const auto page = parse_lpdb_rankings(
      answer(R"({"type": "vrs_ranking_live", "name": "Unofficial VRS", "date": "2026-07-10 11:00:00",
        "extradata": {"1": {"place": 1, "points": 1893.6, "opponent": {"name": "Breakers", "template": "breakers",
          "players": [{"displayName": "edel"}]}}, "2": {"place": "2", "opponent": {"name": "Team Alpine"}}}})"),
      now);

  ASSERT_TRUE(page) << page.error().detail;
  const auto& ranking = page->report.rankings.at(0);
  EXPECT_EQ(ranking.system, RankingSystem::valve_world);
  EXPECT_EQ(ranking.published, parse_iso8601("2026-07-10T00:00:00Z"));
  ASSERT_THAT(ranking.places, SizeIs(2));
  EXPECT_EQ(ranking.places[0].points, 1894);
  EXPECT_THAT(ranking.places[0].line_up, ElementsAre("edel"));
}

}  // namespace
}  // namespace cs2::provider
