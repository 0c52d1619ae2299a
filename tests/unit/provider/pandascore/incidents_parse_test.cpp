#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/pandascore/notes.hpp"
#include "provider/pandascore/parse.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};

PandascorePage incidents(const json::array& rows) {
  auto page = parse_pandascore_incidents(list_of(rows), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(*page) : PandascorePage{};
}

PandascoreStage playoffs() {
  return parse_pandascore_tournaments(list_of({tournament_row()}), now).value().stages.at(0);
}

std::vector<MatchReport> bracket(const json::array& rows) {
  auto page = parse_pandascore_brackets(list_of(rows), now, playoffs());
  EXPECT_TRUE(page) << page.error().detail;
  return page ? std::move(page->report.matches) : std::vector<MatchReport>{};
}

TEST(PandascoreIncidents, bring_what_was_added_or_changed) {
  const auto page = incidents({incident("match", "update", 900003, finished_row()),
                               incident("match", "creation", 900002, upcoming_row()),
                               incident("tournament", "update", 511, tournament_row()),
                               incident("team", "update", 71, team_row()),
                               incident("player", "creation", 801, player_row())});

  EXPECT_EQ(page.rows, 5);
  EXPECT_THAT(page.report.matches, SizeIs(2));
  EXPECT_THAT(page.report.tournaments, SizeIs(1));
  EXPECT_THAT(page.report.players, SizeIs(4));
  EXPECT_THAT(page.report.rosters, SizeIs(2));
  EXPECT_THAT(page.report.gone, IsEmpty());
  EXPECT_THAT(page.report.skipped, IsEmpty());
}

TEST(PandascoreIncidents, tell_which_matches_are_gone) {
  const auto page = incidents({deletion("match", 900009), deletion("match", 900009), deletion("team", 77)});

  EXPECT_THAT(page.report.gone, ElementsAre("900009"));
  EXPECT_THAT(page.report.matches, IsEmpty());
  ASSERT_THAT(page.report.skipped, SizeIs(1));
  EXPECT_EQ(page.report.skipped[0].what, "team 77");
  EXPECT_THAT(page.report.skipped[0].reason, HasSubstr("Model deleted"));
}

TEST(PandascoreIncidents, tell_the_newest_change_that_they_bring) {
  const auto page =
      incidents({incident("team", "update", 71, team_row(), "2026-07-12T18:00:00Z"),
                 incident("team", "update", 72, team_row({{"id", 72}}), "2026-07-12T19:30:00Z")});

  EXPECT_EQ(page.newest_at, parse_iso8601("2026-07-12T19:30:00Z"));
  EXPECT_EQ(page.modified_at, parse_iso8601("2026-07-12T18:00:00Z"));
}

TEST(PandascoreIncidents, of_other_games_and_of_unknown_types_are_skipped) {
  auto foreign = deletion("match", 5);
  foreign.at("object").as_object()["videogame_id"] = 1;
  const auto lol = running_row({{"videogame", json::object{{"id", 1}, {"slug", "league-of-legends"}}}});

  const auto page = incidents({foreign, incident("match", "update", 900001, lol),
                               incident("planet", "update", 1, json::object{}),
                               incident("match", "explosion", 2, running_row())});

  EXPECT_THAT(page.report.gone, IsEmpty());
  EXPECT_THAT(page.report.matches, IsEmpty());
  ASSERT_THAT(page.report.skipped, SizeIs(4));
  EXPECT_EQ(page.report.skipped[2].reason, "unknown type \"planet\"");
  EXPECT_EQ(page.report.skipped[3].reason, "unknown change \"explosion\"");
}

TEST(PandascoreIncidents, of_leagues_say_nothing_that_their_series_do_not) {
  const auto page = incidents({incident("league", "update", 5, {{"id", 5}, {"name", "Polar League"}})});

  EXPECT_THAT(page.report.tournaments, IsEmpty());
  EXPECT_THAT(page.report.skipped, IsEmpty());
}

TEST(PandascoreBrackets, take_event_and_stage_from_their_tournament) {
  const auto matches = bracket(
      {bracket_row(1, "Semifinal 1: ALP vs BRK", {}, {opponent(71, "Alpine"), opponent(72, "Breakers")})});

  ASSERT_THAT(matches, SizeIs(1));
  EXPECT_EQ(matches[0].tournament, "51");
  EXPECT_EQ(matches[0].stage, "Playoffs – Semifinal 1");
}

TEST(PandascoreBrackets, call_undecided_sides_after_the_matches_that_decide_them) {
  const auto matches =
      bracket({bracket_row(3, "Grand final: TBD vs TBD", {feeder(1, "winner"), feeder(2, "winner")}),
               bracket_row(4, "Third place: TBD vs TBD", {feeder(1, "loser"), feeder(2, "loser")}),
               bracket_row(1, "Semifinal 1: TBD vs TBD"), bracket_row(2, "Semifinal 2: TBD vs TBD")});

  ASSERT_THAT(matches, SizeIs(4));
  EXPECT_EQ(matches[0].opponents[0].name, "Winner of Semifinal 1");
  EXPECT_EQ(matches[0].opponents[1].name, "Winner of Semifinal 2");
  EXPECT_EQ(matches[1].opponents[1].name, "Loser of Semifinal 2");
  EXPECT_THAT(matches[2].opponents[0].name, IsEmpty());
}

TEST(PandascoreBrackets, leave_the_match_out_of_which_the_known_side_came) {
  const auto matches = bracket(
      {bracket_row(1, "Semifinal 1: ALP vs BRK", {}, {opponent(71, "Alpine"), opponent(72, "Breakers")}),
       bracket_row(2, "Semifinal 2: TBD vs TBD"),
       bracket_row(3, "Grand final: ALP vs TBD", {feeder(2, "winner"), feeder(1, "winner")},
                   {opponent(71, "Alpine")}),
       bracket_row(4, "Showmatch: CIR vs TBD", {feeder(2, "winner"), feeder(1, "winner")},
                   {opponent(73, "Cirrus")})});

  EXPECT_EQ(matches[2].opponents[0].name, "Alpine");
  EXPECT_EQ(matches[2].opponents[1].name, "Winner of Semifinal 2");
  EXPECT_THAT(matches[3].opponents[1].name, IsEmpty());  // either may be
}

TEST(PandascoreNotes, keep_what_only_the_bracket_and_the_games_tell) {
  PandascoreNotes notes;
  auto final_match = bracket({bracket_row(3, "Grand final: TBD vs TBD", {feeder(1, "winner")}),
                              bracket_row(1, "Semifinal 1: TBD vs TBD")})
                         .at(0);
  auto running = parse_pandascore_matches(list_of({running_row()}), now).value().report.matches.at(0);
  const auto told = parse_pandascore_games(list_of({game_row({{"status", "running"}})}), now, running)
                        .value()
                        .report.matches.at(0);
  notes.remember(final_match);
  notes.remember(told);

  final_match.opponents[0].name.clear();
  notes.complete(final_match);
  notes.complete(running);

  EXPECT_EQ(final_match.opponents[0].name, "Winner of Semifinal 1");
  EXPECT_EQ(running.maps[1].name, "Nuke");
  EXPECT_EQ(running.maps[1].score, (Score{11, 13}));
  EXPECT_EQ(running.maps[0].name, std::nullopt);
}

TEST(PandascoreNotes, add_no_rounds_to_a_map_that_has_ended_since_and_nothing_for_other_opponents) {
  PandascoreNotes notes;
  const auto running = parse_pandascore_matches(list_of({running_row()}), now).value().report.matches.at(0);
  const auto told = parse_pandascore_games(list_of({game_row({{"status", "running"}})}), now, running)
                        .value()
                        .report.matches.at(0);
  notes.remember(told);
  auto ended = running;
  ended.maps[1].status = MapStatus::finished;
  auto turned = running;
  std::swap(turned.opponents[0], turned.opponents[1]);

  notes.complete(ended);
  notes.complete(turned);

  EXPECT_EQ(ended.maps[1].name, "Nuke");
  EXPECT_EQ(ended.maps[1].score, std::nullopt);
  EXPECT_EQ(turned.maps[1].name, std::nullopt);
}

TEST(PandascoreLineUps, are_given_to_the_opponents_that_have_none) {
  auto matches = bracket(
      {bracket_row(1, "Semifinal 1: ALP vs BRK", {}, {opponent(71, "Alpine"), opponent(72, "Breakers")})});
  matches[0].opponents[1].line_up = {"901"};

  add_line_ups(matches, {{"71", {"801", "802"}}, {"72", {"902"}}});

  EXPECT_THAT(matches[0].opponents[0].line_up, ElementsAre("801", "802"));
  EXPECT_THAT(matches[0].opponents[1].line_up, ElementsAre("901"));
}

}  // namespace
}  // namespace cs2::provider
