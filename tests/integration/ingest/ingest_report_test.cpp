#include "ingest/ingest_report.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "integration/ingest/ingest_test.hpp"
#include "integration/ingest/reports.hpp"
#include "store/facts/issues.hpp"
#include "store/queries/profiles.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using IngestReport = IngestTest;

std::vector<std::string> kinds(const store::Applied& applied) {
  std::vector<std::string> kinds;
  for (const auto& change : applied.changes) kinds.emplace_back(name(change.what));
  return kinds;
}

TEST_F(IngestReport, writes_nothing_the_second_time) {
  const auto report = pandascore_report(start, {pandascore_match("1", start + 1h)});

  const auto first = ingest_report(report);
  const auto second = ingest_report(report);

  EXPECT_THAT(kinds(first), ElementsAre("match_announced"));
  EXPECT_EQ(
      second.teams_created + second.tournaments_created + second.matches_created + second.matches_changed, 0);
  EXPECT_THAT(second.changes, IsEmpty());
}

TEST_F(IngestReport, makes_one_match_of_what_two_sources_call_differently) {
  ingest_report(pandascore_report(start, {pandascore_match("1", start + 1h)}));

  const auto applied = ingest_report(liquipedia_report(start, {liquipedia_match(start + 70min)}));

  EXPECT_EQ(applied.matches_created, 0);
  EXPECT_EQ(applied.teams_created, 0);
  EXPECT_EQ(applied.tournaments_created, 0);
  const auto all = matches();
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(all[0].sources, SizeIs(2));
  EXPECT_EQ(all[0].match.scheduled_at, start + 1h);
}

// Alpine's roster and a ranking, as one source tells them.
Report people_report(Timestamp observed_at, std::vector<std::string> nicknames) {
  auto report = liquipedia_report(observed_at, {});
  RosterReport roster{.team = "Team_Alpine", .is_complete = true};
  for (const auto& nickname : nicknames) {
    report.players.push_back({.external_id = nickname,
                              .player = {.nickname = nickname},
                              .url = "https://wiki.example/" + nickname});
    roster.stays.push_back({.player = nickname});
  }
  report.rosters = {roster};
  report.rankings = {
      {.system = RankingSystem::valve_world,
       .published = start,
       .places = {{.team = "Team_Alpine", .position = 1}, {.team = "Breakers", .position = 2}}}};
  return report;
}

TEST_F(IngestReport, writes_rosters_and_rankings_once) {
  const auto first = ingest_report(people_report(start, {"Frost", "Gale"}));
  const auto second = ingest_report(people_report(start + 1min, {"Frost", "Gale"}));

  EXPECT_EQ(first.players_created, 2);
  EXPECT_EQ(first.stays_changed, 2);
  EXPECT_EQ(first.rankings_changed, 1);
  EXPECT_EQ(second.players_created + second.stays_changed + second.rankings_changed, 0);
  EXPECT_THAT(second.changes, IsEmpty());
}

TEST_F(IngestReport, tells_who_joined_and_who_left) {
  ingest_report(people_report(start, {"Frost", "Gale"}));

  const auto applied = ingest_report(people_report(start + days{2}, {"Gale", "Hale"}));

  EXPECT_THAT(kinds(applied), ElementsAre("player_left", "player_joined"));
}

TEST_F(IngestReport, knows_a_player_of_another_source_by_nickname_and_team) {
  ingest_report(people_report(start, {"Frost", "Gale"}));
  auto report = pandascore_report(start, {});
  report.players = {{.external_id = "901", .player = {.nickname = "frost"}},
                    {.external_id = "902", .player = {.nickname = "Hale"}}};
  report.rosters = {{.team = "71", .stays = {{.player = "901"}, {.player = "902"}}, .is_complete = true}};

  const auto applied = ingest_report(report);

  EXPECT_EQ(applied.players_created, 1);
}

TEST_F(IngestReport, withdraws_a_match_that_its_source_deleted_and_takes_it_back) {
  ingest_report(pandascore_report(start, {pandascore_match("1", start + 24h)}));
  auto deleting = pandascore_report(start + 1h, {});
  deleting.gone = {"1"};

  const auto withdrawn = ingest_report(deleting);
  EXPECT_THAT(kinds(withdrawn), ElementsAre("match_withdrawn"));
  EXPECT_THAT(matches(), IsEmpty());

  const auto back = ingest_report(pandascore_report(start + 2h, {pandascore_match("1", start + 24h)}));
  EXPECT_THAT(kinds(back), ElementsAre("match_rescheduled")) << "followers heard that it was withdrawn";
  EXPECT_THAT(matches(), SizeIs(1));
  EXPECT_THAT(kinds(ingest_report(pandascore_report(start + 3h, {pandascore_match("1", start + 24h)}))),
              IsEmpty());
}

TEST_F(IngestReport, says_nothing_of_a_match_that_was_gone_for_minutes) {
  ingest_report(pandascore_report(start, {pandascore_match("1", start + 24h)}));
  auto deleting = pandascore_report(start + 1h, {});
  deleting.gone = {"1"};
  ingest_report(deleting);

  const auto back = ingest_report(pandascore_report(start + 1h + 9min, {pandascore_match("1", start + 24h)}));

  EXPECT_THAT(kinds(back), IsEmpty());
  EXPECT_THAT(matches(), SizeIs(1));
}

TEST_F(IngestReport, follows_a_match_that_is_moved_by_days) {
  ingest_report(liquipedia_report(start, {liquipedia_match(start + 1h)}));

  const auto applied = ingest_report(liquipedia_report(start, {liquipedia_match(start + days{3})}));

  EXPECT_THAT(kinds(applied), ElementsAre("match_rescheduled"));
  EXPECT_THAT(matches(), SizeIs(1));
}

TEST_F(IngestReport, survives_a_match_that_is_created_anew_with_sides_swapped) {
  ingest_report(pandascore_report(start, {live(pandascore_match("1", start - 1h), {1, 0})}));

  const auto applied = ingest_report(
      pandascore_report(start + 1min, {live(pandascore_match("2", start - 1h, "72", "71"), {0, 1})}));

  EXPECT_THAT(applied.changes, IsEmpty());
  ASSERT_THAT(matches(), SizeIs(1));
  EXPECT_EQ(matches()[0].match.score, (Score{1, 0}));
}

TEST_F(IngestReport, decides_opponents_of_a_match_that_had_none_yet) {
  auto undecided = liquipedia_match(start + 5h, "", "Breakers");
  undecided.external_id = "lpw:Polar/4#Playoffs:?,Breakers@1";
  ingest_report(liquipedia_report(start, {undecided}));

  const auto applied = ingest_report(liquipedia_report(start + 1min, {liquipedia_match(start + 5h)}));

  EXPECT_THAT(kinds(applied), ElementsAre("opponents_decided"));
  EXPECT_THAT(matches(), SizeIs(1));
}

TEST_F(IngestReport, keeps_final_and_rematch_apart) {
  ingest_report(liquipedia_report(start, {finished(liquipedia_match(start - 3h), {2, 0})}));

  const auto applied = ingest_report(liquipedia_report(start, {liquipedia_match(start + 20h)}));
  const auto again = ingest_report(liquipedia_report(start, {liquipedia_match(start + 20h)}));

  EXPECT_EQ(applied.matches_created, 1);
  EXPECT_EQ(again.matches_created, 0);
  EXPECT_THAT(matches(), SizeIs(2));
}

TEST_F(IngestReport, leaves_a_match_alone_that_its_source_no_longer_lists) {
  ingest_report(pandascore_report(
      start, {pandascore_match("1", start + 1h), pandascore_match("2", start + 5h, "71", "73")}));
  const auto before = matches();

  ingest_report(pandascore_report(start + 1min, {pandascore_match("1", start + 1h)}));

  EXPECT_THAT(matches(), SizeIs(2));
  EXPECT_EQ(matches()[1].match, before[1].match);
}

TEST_F(IngestReport, does_not_undo_a_result_because_another_source_lags) {
  ingest_report(pandascore_report(start, {live(pandascore_match("1", start - 2h), {1, 0})}));
  const auto ended =
      ingest_report(liquipedia_report(start, {finished(liquipedia_match(start - 2h), {0, 2})}));

  const auto lagging =
      ingest_report(pandascore_report(start + 30s, {live(pandascore_match("1", start - 2h), {1, 0})}));

  EXPECT_THAT(kinds(ended), ElementsAre("map_finished", "match_finished"));
  EXPECT_THAT(lagging.changes, IsEmpty());
  EXPECT_EQ(matches()[0].match.status, MatchStatus::finished);
}

TEST_F(IngestReport, announces_a_corrected_result) {
  ingest_report(pandascore_report(start, {finished(pandascore_match("1", start - 2h), {2, 0})}));

  const auto applied =
      ingest_report(pandascore_report(start + 1min, {finished(pandascore_match("1", start - 2h), {1, 2})}));

  EXPECT_THAT(kinds(applied), ElementsAre("result_corrected"));
}

TEST_F(IngestReport, counts_what_breaks_a_rule_and_what_could_not_be_read) {
  auto report = pandascore_report(start, {finished(pandascore_match("1", start - 2h), {3, 0})});
  report.skipped = {{"match 9", "no opponents", "shape"}, {"match 10", "another game"}};

  const auto applied = ingest_report(report);

  EXPECT_EQ(applied.matches_created, 0);
  EXPECT_EQ(
      metrics_.value("cs2results_issues_opened_total",
                     {{"kind", "quarantine"}, {"provider", "pandascore"}, {"rule", "best_of_respected"}}),
      1);
  EXPECT_EQ(metrics_.value("cs2results_provider_skipped_total", {{"provider", "pandascore"}}), 1);
}

TEST_F(IngestReport, settles_an_issue_when_the_element_can_be_read_again) {
  auto report = pandascore_report(start, {});
  report.skipped = {{"match 1", "no opponents", "shape"}};
  ingest_report(report);
  ingest_report(report);
  ASSERT_THAT(store::list_issues(*store_, {}), SizeIs(1));

  ingest_report(pandascore_report(start + 1min, {pandascore_match("1", start + 1h)}));

  EXPECT_THAT(store::list_issues(*store_, {}), IsEmpty());
}

TEST_F(IngestReport, lets_an_element_that_the_store_refuses_cost_itself_at_most) {
  auto moved = pandascore_match("1", start + 2h);
  const auto applied = ingest_report(
      pandascore_report(start, {pandascore_match("1", start + 1h), pandascore_match("2", start + 24h), moved,
                                pandascore_match("3", start + 48h, "71", "73")}));

  EXPECT_EQ(applied.matches_created, 3);
  EXPECT_THAT(matches(), SizeIs(3));
}

TEST_F(IngestReport, shows_a_live_match_that_has_no_time_and_keeps_its_place_when_it_ends) {
  auto timeless = pandascore_match("1", start);
  timeless.scheduled_at.reset();
  ingest_report(pandascore_report(start, {live(timeless, {0, 0})}));
  const auto during = store::list_matches(*store_, {.statuses = {MatchStatus::live}});
  ingest_report(pandascore_report(start + 1h, {finished(timeless, {2, 0})}));

  ASSERT_THAT(during.matches, SizeIs(1));
  EXPECT_FALSE(during.matches[0].match.scheduled_at);
  EXPECT_THAT(
      store::list_matches(*store_, {.statuses = {MatchStatus::finished}, .from = start, .to = start + 1min})
          .matches,
      SizeIs(1));
}

TEST_F(IngestReport, keeps_advantages_and_disqualifications) {
  auto advantage = pandascore_match("1", start + 1h);
  advantage.advantage = Score{1, 0};
  auto disqualified = pandascore_match("2", start - 24h);
  disqualified.status = MatchStatus::finished;
  disqualified.winner = 1;
  disqualified.forfeit = disqualified.disqualified = true;
  ingest_report(pandascore_report(start, {advantage, disqualified}));

  ASSERT_THAT(matches(), SizeIs(2));
  EXPECT_TRUE(matches()[0].match.disqualified);
  EXPECT_EQ(matches()[1].match.advantage, (Score{1, 0}));
}

TEST_F(IngestReport, counts_no_map_of_a_match_that_was_forfeited_or_annulled) {
  const auto played = [](int number, const char* map, Score rounds) {
    return MapResult{.number = number,
                     .name = map,
                     .status = MapStatus::finished,
                     .score = rounds,
                     .winner = rounds.first > rounds.second ? 0 : 1};
  };
  auto given_up = pandascore_match("1", start - 24h);
  given_up.status = MatchStatus::finished;
  given_up.winner = 0;
  given_up.forfeit = true;
  given_up.maps = {
      played(1, "Nuke", {13, 9}),
      played(2, "Mirage", {7, 13}),
      {.number = 3, .name = "Ancient", .status = MapStatus::finished, .winner = 0, .forfeit = true}};
  auto annulled = pandascore_match("2", start - 48h);
  annulled.status = MatchStatus::finished;
  annulled.winner = 1;
  annulled.forfeit = annulled.disqualified = true;
  annulled.maps = {played(1, "Inferno", {13, 9})};
  auto ordinary = pandascore_match("3", start - 72h);
  ordinary.status = MatchStatus::finished;
  ordinary.winner = 0;
  ordinary.maps = {played(1, "Anubis", {13, 9})};
  ingest_report(pandascore_report(start, {given_up, annulled, ordinary}));

  const auto team = matches().at(0).match.opponents[0].team;
  const auto profile = store::find_team_profile(*store_, team, start);

  ASSERT_TRUE(profile);
  EXPECT_THAT(profile->maps, testing::ElementsAre(MapRecord{.map = "Anubis", .won = 1, .lost = 0}));
}

TEST_F(IngestReport, counts_sources_that_differ_on_a_result_once) {
  ingest_report(pandascore_report(start, {finished(pandascore_match("1", start - 2h), {2, 0})}));
  const auto other = liquipedia_report(
      start, {finished(liquipedia_match(start - 2h), {2, 0})});  // their first is our second

  ingest_report(other);
  ingest_report(other);

  EXPECT_EQ(matches()[0].match.winner, 0);
  EXPECT_EQ(metrics_.value("cs2results_issues_opened_total",
                           {{"kind", "inconsistency"}, {"provider", "liquipedia"}, {"rule", "winner"}}),
            1);
  EXPECT_EQ(metrics_.value("cs2results_issues_open", {{"kind", "inconsistency"}}), 2);
}

TEST_F(IngestReport, settles_an_issue_when_the_source_mends_its_word) {
  ingest_report(pandascore_report(start, {finished(pandascore_match("1", start - 2h), {3, 0})}));
  ASSERT_THAT(store::list_issues(*store_, {}), SizeIs(1));
  const auto opened = store::list_issues(*store_, {}).front();

  ingest_report(pandascore_report(start + 1min, {finished(pandascore_match("1", start - 2h), {2, 0})}));

  EXPECT_EQ(opened.issue.key.subject, "match 1");
  EXPECT_EQ(opened.first_seen_at, start);
  EXPECT_FALSE(opened.digest.empty());
  EXPECT_THAT(store::list_issues(*store_, {}), IsEmpty());
  const auto settled = store::list_issues(*store_, {.settled = true});
  ASSERT_THAT(settled, SizeIs(1));
  EXPECT_EQ(settled[0].settled_at, start + 1min);
  EXPECT_EQ(metrics_.value("cs2results_issues_open", {{"kind", "quarantine"}}), 0);
}

TEST_F(IngestReport, settles_a_disagreement_when_the_sources_agree_again) {
  ingest_report(pandascore_report(start, {finished(pandascore_match("1", start - 2h), {2, 0})}));
  ingest_report(liquipedia_report(start, {finished(liquipedia_match(start - 2h), {2, 0})}));
  ASSERT_THAT(store::list_issues(*store_, {.kind = IssueKind::inconsistency}), SizeIs(2));

  ingest_report(liquipedia_report(start + 1min, {finished(liquipedia_match(start - 2h), {0, 2})}));

  EXPECT_THAT(store::list_issues(*store_, {}), IsEmpty());
}

TEST_F(IngestReport, opens_an_issue_anew_that_was_settled_by_hand_too_early) {
  const auto impossible = [](Timestamp at) {
    return pandascore_report(at, {finished(pandascore_match("1", start - 2h), {3, 0})});
  };
  ingest_report(impossible(start));
  ASSERT_TRUE(store::settle_issue(*store_, store::list_issues(*store_, {}).at(0).id, "looks fine"));
  EXPECT_THAT(store::list_issues(*store_, {}), IsEmpty());

  ingest_report(impossible(start + 1min));

  EXPECT_THAT(store::list_issues(*store_, {}), SizeIs(1));
  EXPECT_THAT(store::list_issues(*store_, {.settled = true}), SizeIs(2));
  EXPECT_EQ(store::settle_issue(*store_, {999}, "").error().kind, ErrorKind::not_found);
}

// What of a match must not depend on who spoke first: everything but which side stands first, and our ids.
struct Outcome {
  std::array<std::string, 2> teams;
  std::string tournament;
  MatchFacts facts;

  bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(const MatchDetails& details) {
  Outcome outcome{.teams = {details.teams[0]->name, details.teams[1]->name},
                  .tournament = details.tournament->name,
                  .facts = details.match};
  if (outcome.teams[1] < outcome.teams[0]) {
    std::swap(outcome.teams[0], outcome.teams[1]);
    outcome.facts = swapped(outcome.facts);
  }
  return outcome;
}

std::vector<Report> reports() {
  auto running = live(pandascore_match("1", start - 2h), {1, 0});
  running.streams = {{.url = "https://s/1", .main = true}};
  running.maps = {{.number = 1, .status = MapStatus::finished, .winner = 0, .duration = 2700s}};
  auto ended = finished(liquipedia_match(start - 110min), {1, 2});
  ended.links = {{"vod", "https://v/1"}};
  return {pandascore_report(start - 3h, {pandascore_match("1", start - 2h)}),
          pandascore_report(start, {running}),
          liquipedia_report(start - 1h, {live(liquipedia_match(start - 110min), {0, 1})}),
          liquipedia_report(start + 1min, {ended})};
}

// A store of its own for each order.
class OneOrder : public IngestTest {
 public:
  void TestBody() override {}
  Outcome outcome(const std::vector<std::size_t>& order) {
    const auto all = reports();
    clock_.set(start + 5min);
    for (const auto place : order) ingest_report(all[place]);
    EXPECT_THAT(matches(), SizeIs(1));
    return outcome_of(matches().at(0));
  }
};

class AnyOrder : public testing::TestWithParam<int> {};

// Every order of four reports of two sources ends in the same match.
TEST_P(AnyOrder, ends_in_the_same_truth) {
  auto order = std::vector<std::size_t>{0, 1, 2, 3};
  for (int i = 0; i < GetParam(); ++i) std::ranges::next_permutation(order);

  const auto expected = OneOrder{}.outcome({0, 1, 2, 3});

  EXPECT_EQ(OneOrder{}.outcome(order), expected);
  EXPECT_EQ(expected.teams, (std::array<std::string, 2>{"Alpine", "Breakers"}));
  EXPECT_EQ(expected.tournament, "Polar League Season 4 2026");
  EXPECT_EQ(expected.facts.status, MatchStatus::finished);
  EXPECT_EQ(expected.facts.score, (Score{2, 1}));
  EXPECT_THAT(expected.facts.streams, SizeIs(1));
  EXPECT_THAT(expected.facts.links, SizeIs(1));
  EXPECT_THAT(expected.facts.maps, SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(IngestReport, AnyOrder, testing::Range(0, 24));

}  // namespace
}  // namespace cs2::ingest
