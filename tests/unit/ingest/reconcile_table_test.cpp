#include "ingest/reconcile_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto valve = ProviderName::valve;
constexpr auto world = RankingSystem::valve_world;

const Identities ours{.teams = {{"a", alpine.id}, {"b", breakers.id}},
                      .players = {{"p", PlayerId{101}}, {"q", PlayerId{102}}},
                      .tournaments = {{"t", polar.id}}};

Report with_ranking(std::vector<RankingReport::Place> places, ProviderName provider = valve) {
  auto report = report_of(provider, {});
  report.rankings = {{.system = world, .published = now, .places = std::move(places), .url = "u"}};
  return report;
}

Ranking alpine_first() {
  return {.system = world, .published = now, .url = "u", .rows = {{.team = alpine.id, .position = 1}}};
}

Batch tables_of(const Report& report, const store::TableSnapshot& known) {
  Batch batch;
  const store::OpenIssues none;
  IssueTracker issues{report, none};
  reconcile_tables(report, known, ours, batch, issues);
  return batch;
}

TEST(ReconcileTable, announces_a_ranking_that_is_newer_than_all_before) {
  store::TableSnapshot known;
  known.newest_rankings[world] = now - days{30};
  const auto report = with_ranking({{.team = "a", .position = 1}});

  const auto newer = tables_of(report, known).rankings;
  known.newest_rankings[world] = now + days{1};
  const auto older = tables_of(report, known).rankings;
  const auto first = tables_of(report, {}).rankings;

  ASSERT_THAT(newer, SizeIs(1));
  ASSERT_THAT(newer[0].changes, SizeIs(1));
  EXPECT_EQ(newer[0].changes[0].what, What{(RankingPublished{world, now})});
  EXPECT_THAT(older.at(0).changes, IsEmpty());
  EXPECT_THAT(first.at(0).changes, IsEmpty());
}

TEST(ReconcileTable, writes_a_ranking_again_only_when_it_differs) {
  store::TableSnapshot known;
  known.rankings[{world, now}] = {.facts = alpine_first(), .provider = valve, .url = "u"};

  EXPECT_THAT(tables_of(with_ranking({{.team = "a", .position = 1}}), known).rankings, IsEmpty());
  EXPECT_THAT(tables_of(with_ranking({{.team = "a", .position = 2}}), known).rankings, SizeIs(1));
}

TEST(ReconcileTable, does_not_let_a_copy_replace_the_publishers_ranking) {
  store::TableSnapshot known;
  known.rankings[{world, now}] = {.facts = alpine_first(), .provider = valve, .url = "u"};

  EXPECT_THAT(
      tables_of(with_ranking({{.team = "b", .position = 1}}, ProviderName::liquipedia), known).rankings,
      IsEmpty());
}

TEST(ReconcileTable, gives_each_team_one_place_and_says_what_it_left_out) {
  const auto report = with_ranking(
      {{.team = "a", .position = 1}, {.team = "a", .position = 2}, {.team = "x", .position = 3}});
  const store::TableSnapshot known;
  Batch batch;
  const store::OpenIssues none;
  IssueTracker issues{report, none};

  reconcile_tables(report, known, ours, batch, issues);

  EXPECT_THAT(batch.rankings.at(0).ranking.rows, SizeIs(1));
  EXPECT_THAT(issues.close(batch), SizeIs(1));
}

TEST(ReconcileTable, does_not_call_it_an_issue_that_two_names_of_a_list_are_one_team) {
  const auto report = with_ranking({{.team = "a", .position = 1, .line_up = {"one", "two", "three"}},
                                    {.team = "a", .position = 2, .line_up = {"three", "one", "two"}},
                                    {.team = "a", .position = 3, .line_up = {"four", "five", "six"}}});
  const store::TableSnapshot known;
  Batch batch;
  const store::OpenIssues none;
  IssueTracker issues{report, none};

  reconcile_tables(report, known, ours, batch, issues);

  EXPECT_THAT(batch.rankings.at(0).ranking.rows, SizeIs(2));
  EXPECT_THAT(issues.close(batch), IsEmpty());
}

TEST(ReconcileTable, writes_standings_that_differ) {
  auto report = report_of(ProviderName::pandascore, {});
  report.standings = {{.tournament = "t",
                       .stage = "Group A",
                       .rows = {{.team = "b", .standing = {.position = 1, .wins = 2}}}}};
  const auto fresh = tables_of(report, {}).standings;
  ASSERT_THAT(fresh, SizeIs(1));
  store::TableSnapshot known;
  known.standings[{polar.id, "Group A"}] = {.facts = fresh[0], .provider = ProviderName::pandascore};

  EXPECT_EQ(fresh[0].rows.at(0).team, breakers.id);
  EXPECT_THAT(tables_of(report, known).standings, IsEmpty());
  report.standings[0].rows[0].standing.wins = 3;
  EXPECT_THAT(tables_of(report, known).standings, SizeIs(1));
  report.provider = ProviderName::liquipedia;
  EXPECT_THAT(tables_of(report, known).standings, IsEmpty());
}

TEST(ReconcileTable, holds_the_winner_of_a_tournament_for_its_first_place) {
  auto report = report_of(ProviderName::pandascore, {});
  report.tournaments[0].winner = "a";

  const auto placements = tables_of(report, {}).placements;
  store::TableSnapshot known;
  known.placements[{polar.id, alpine.id}] = {
      .facts = {.tournament = polar.id, .team = alpine.id, .best = 1, .worst = 1, .prize = "1 EUR"},
      .provider = ProviderName::pandascore};

  EXPECT_THAT(placements,
              ElementsAre(Placement{.tournament = polar.id, .team = alpine.id, .best = 1, .worst = 1}));
  EXPECT_THAT(tables_of(report, known).placements, IsEmpty());
}

TEST(ReconcileTable, turns_line_ups_and_figures_with_their_match) {
  auto match = match_report("m", now);
  match.opponents[0].line_up = {"p", "p"};
  match.opponents[1].line_up = {"q", "unknown"};
  match.player_stats = {{.player = "p", .stats = {.slot = 0, .map = 1, .kills = 20}},
                        {.player = "p", .stats = {.slot = 0, .map = 1, .kills = 21}}};
  const auto report = report_of(ProviderName::pandascore, {match});
  Batch batch;

  reconcile_line_ups(report, match, {5}, true, {}, ours.players, batch);

  ASSERT_THAT(batch.line_ups, SizeIs(1));
  EXPECT_THAT(batch.line_ups[0].players[0], ElementsAre(PlayerId{102}));
  EXPECT_THAT(batch.line_ups[0].players[1], ElementsAre(PlayerId{101}));
  ASSERT_THAT(batch.player_stats.at(0).stats, SizeIs(1));
  EXPECT_EQ(batch.player_stats[0].stats[0].slot, 1);
  EXPECT_EQ(batch.player_stats[0].stats[0].kills, 20);
}

TEST(ReconcileTable, writes_line_ups_and_figures_once) {
  auto match = match_report("m", now);
  match.opponents[0].line_up = {"p"};
  match.player_stats = {{.player = "p", .stats = {.slot = 0, .map = 1, .kills = 20}}};
  const auto report = report_of(ProviderName::pandascore, {match});
  store::MatchSnapshot known;
  known.line_ups[{5}][0] = {.facts = {PlayerId{101}}, .provider = ProviderName::pandascore};
  known.player_stats[{5}] = {
      {.facts = {.player = {101}, .slot = 0, .map = 1, .kills = 20}, .provider = ProviderName::pandascore}};
  Batch batch;

  reconcile_line_ups(report, match, {5}, false, known, ours.players, batch);

  EXPECT_THAT(batch.line_ups, IsEmpty());
  EXPECT_THAT(batch.player_stats, IsEmpty());
}

}  // namespace
}  // namespace cs2::ingest
