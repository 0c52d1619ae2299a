#include "ingest/reconcile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto pandascore = ProviderName::pandascore;
constexpr auto liquipedia = ProviderName::liquipedia;

MatchReport as_finished(MatchReport match, Score score) {
  match.status = MatchStatus::finished;
  match.score = score;
  match.winner = score.first > score.second ? 0 : 1;
  return match;
}

TEST(Reconcile, creates_what_is_new_with_references_of_its_own) {
  const auto batch = reconcile(report_of(pandascore, {match_report("m", now + 1h)}), {}, now).batch;

  EXPECT_EQ(batch.provider, pandascore);
  EXPECT_THAT(batch.teams, SizeIs(3));
  ASSERT_THAT(batch.tournaments, SizeIs(1));
  ASSERT_THAT(batch.matches, SizeIs(1));
  const auto& match = batch.matches[0].match;
  const auto& external_ids = batch.matches[0].external_ids;
  const auto& changes = batch.matches[0].changes;
  EXPECT_LT(match.id.value, 0);
  EXPECT_EQ(match.opponents[0].team, batch.teams[0].team.id);
  EXPECT_EQ(match.tournament, batch.tournaments[0].tournament.id);
  EXPECT_THAT(external_ids, ElementsAre("m"));
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_TRUE(changes[0].is<MatchAnnounced>());
  ASSERT_THAT(batch.sightings, SizeIs(1));
  EXPECT_EQ(batch.sightings[0].match, match.id);
}

TEST(Reconcile, writes_only_the_sighting_of_what_it_knows_already) {
  auto known = known_with({stored_match(5, now + 1h)});
  known.matches.by_external_id["m"] = {5};
  auto report = report_of(pandascore, {match_report("m", now + 1h)});
  report.matches[0].opponents[0].name = "Alpine";
  report.matches[0].opponents[1].name = "Breakers";

  const auto batch = reconcile(report, known, now).batch;

  EXPECT_THAT(batch.teams, IsEmpty());
  EXPECT_THAT(batch.tournaments, IsEmpty());
  EXPECT_THAT(batch.matches, IsEmpty());
  EXPECT_THAT(batch.sightings, SizeIs(1));
}

TEST(Reconcile, keeps_the_stored_orientation_when_a_source_swaps_sides) {
  auto known = known_with({stored_match(5, now - 2h)});
  known.matches.by_external_id["m"] = {5};

  const auto batch =
      reconcile(report_of(pandascore, {as_finished(match_report("m", now - 2h, "b", "a"), {0, 2})}), known,
                now)
          .batch;

  ASSERT_THAT(batch.matches, SizeIs(1));
  EXPECT_EQ(batch.matches[0].match.opponents[0].team, alpine.id);
  EXPECT_EQ(batch.matches[0].match.score, (Score{2, 0}));
  EXPECT_EQ(batch.matches[0].match.winner, 0);
  EXPECT_EQ(batch.sightings[0].facts.score, (Score{2, 0}));
}

TEST(Reconcile, turns_a_match_whose_only_known_side_stands_on_the_other_side) {
  auto half = stored_match(5, now + 1h);
  half.opponents[1] = {};
  auto known = known_with({half});
  known.matches.by_external_id["m"] = {5};

  const auto batch =
      reconcile(report_of(pandascore, {match_report("m", now + 1h, "b", "a")}), known, now).batch;

  EXPECT_EQ(batch.matches.at(0).match.opponents[0].team, alpine.id);
  EXPECT_EQ(batch.matches.at(0).match.opponents[1].team, breakers.id);
}

TEST(Reconcile, leaves_out_a_match_that_breaks_a_rule_and_keeps_the_last_good_facts) {
  auto known = known_with({stored_match(5, now - 2h)});
  known.matches.by_external_id["bad"] = {5};
  auto impossible = as_finished(match_report("bad", now - 2h), {3, 0});

  const auto done =
      reconcile(report_of(pandascore, {impossible, match_report("good", now, "a", "c")}), known, now);

  ASSERT_THAT(done.opened, SizeIs(1));
  EXPECT_EQ(done.opened[0].key.subject, "match bad");
  EXPECT_EQ(done.opened[0].key.rule, "best_of_respected");
  EXPECT_EQ(done.batch.issues, done.opened);
  EXPECT_THAT(done.batch.matches, SizeIs(1));
  EXPECT_THAT(done.batch.sightings, SizeIs(1));
}

TEST(Reconcile, keeps_a_match_without_the_part_that_breaks_a_rule_and_says_so) {
  auto ahead = match_report("m", now + 1h);
  ahead.score = Score{1, 0};

  const auto done = reconcile(report_of(pandascore, {ahead}), known_with({}), now);

  ASSERT_THAT(done.batch.matches, SizeIs(1));
  EXPECT_FALSE(done.batch.matches[0].match.score);
  ASSERT_THAT(done.opened, SizeIs(1));
  EXPECT_EQ(done.opened[0].key.rule, "score_before_start");
}

TEST(Reconcile, lists_a_match_with_an_advantage_without_a_word_of_complaint) {
  auto ahead = match_report("m", now + 1h);
  ahead.score = ahead.advantage = Score{1, 0};

  const auto done = reconcile(report_of(pandascore, {ahead}), known_with({}), now);

  ASSERT_THAT(done.batch.matches, SizeIs(1));
  EXPECT_EQ(done.batch.matches[0].match.advantage, (Score{1, 0}));
  EXPECT_THAT(done.opened, IsEmpty());
}

TEST(Reconcile, writes_two_ids_of_a_source_that_are_one_team_as_one_row) {
  auto known = known_with({});
  known.teams.by_external_id["c"] = alpine;
  auto report =
      report_of(pandascore, {match_report("1", now, "a", "b"), match_report("2", now + 24h, "c", "b")});
  report.teams[0].team.country = "SE";
  report.teams[2].team.acronym = "ALP";

  const auto batch = reconcile(report, known, now).batch;

  ASSERT_THAT(batch.teams, SizeIs(1));
  EXPECT_EQ(batch.teams[0].team.id, alpine.id);
  EXPECT_EQ(batch.teams[0].team.country, "SE");
  EXPECT_EQ(batch.teams[0].team.acronym, "ALP");
  EXPECT_THAT(batch.teams[0].external_ids, ElementsAre("a", "c"));
  EXPECT_THAT(batch.matches, SizeIs(2));
}

TEST(Reconcile, leaves_out_a_match_of_two_ids_that_are_one_team_and_keeps_the_rest) {
  auto known = known_with({});
  known.teams.by_external_id["c"] = alpine;

  const auto done = reconcile(
      report_of(pandascore, {match_report("bad", now, "a", "c"), match_report("good", now, "a", "b")}), known,
      now);

  ASSERT_THAT(done.batch.matches, SizeIs(1));
  EXPECT_THAT(done.batch.matches[0].external_ids, ElementsAre("good"));
  ASSERT_THAT(done.opened, SizeIs(1));
  EXPECT_EQ(done.opened[0].key.subject, "match bad");
  EXPECT_EQ(done.opened[0].key.rule, "two_teams");
}

TEST(Reconcile, lets_the_fresher_of_two_ids_speak_that_are_one_match) {
  auto known = known_with({stored_match(5, now - 1h)});
  known.matches.by_external_id = {{"m", {5}}, {"n", {5}}};
  auto stale = match_report("m", now - 1h);
  stale.modified_at = now - 2h;
  auto fresh = match_report("n", now - 1h);
  fresh.modified_at = now - 1min;
  fresh.status = MatchStatus::live;

  const auto done = reconcile(report_of(pandascore, {stale, fresh}), known, now);

  ASSERT_THAT(done.batch.matches, SizeIs(1));
  EXPECT_EQ(done.batch.matches[0].match.id.value, 5);
  EXPECT_EQ(done.batch.matches[0].match.status, MatchStatus::live);
  ASSERT_THAT(done.opened, SizeIs(1));
  EXPECT_EQ(done.opened[0].key.subject, "match m");
}

TEST(Reconcile, makes_an_issue_of_what_the_source_broke_and_none_of_what_was_left_out_on_purpose) {
  auto report = report_of(pandascore, {match_report("m", now + 1h)});
  report.skipped = {{"match 9", "the opponents are not a list", "shape"},
                    {"match 10", "another game: dota-2"}};

  const auto done = reconcile(report, known_with({}), now);

  ASSERT_THAT(done.opened, SizeIs(1));
  EXPECT_EQ(done.opened[0].key.subject, "match 9");
  EXPECT_EQ(done.opened[0].key.rule, "shape");
  EXPECT_EQ(done.opened[0].detail, "the opponents are not a list");
}

TEST(Reconcile, notes_a_new_id_of_a_match_that_did_not_change) {
  auto row = stored_match(5, now + 1h);
  auto known = known_with({row});
  add_word(known, {5}, pandascore, "1");
  auto report = report_of(liquipedia, {match_report("lpw:1", now + 1h)});

  const auto batch = reconcile(report, known, now).batch;

  ASSERT_THAT(batch.matches, SizeIs(1));
  EXPECT_EQ(batch.matches[0].match, row);
  EXPECT_THAT(batch.matches[0].external_ids, ElementsAre("lpw:1"));
  EXPECT_THAT(batch.matches[0].changes, IsEmpty());
}

TEST(Reconcile, weighs_a_report_against_what_others_said) {
  auto known = known_with({finished(stored_match(5, now - 3h), {2, 0})});
  add_word(known, {5}, pandascore, "1");

  const auto done =
      reconcile(report_of(liquipedia, {as_finished(match_report("lpw:1", now - 3h), {2, 1})}), known, now);

  EXPECT_EQ(done.batch.matches.at(0).match.score, (Score{2, 0}));
}

TEST(Reconcile, does_not_let_an_old_page_replace_a_newer_one) {
  auto known = known_with({live(stored_match(5, now - 1h), {1, 0})});
  known.matches.by_external_id["m"] = {5};
  add_word(known, {5}, pandascore, "m", now + 1min);

  const auto batch = reconcile(report_of(pandascore, {match_report("m", now - 1h)}), known, now).batch;

  EXPECT_THAT(batch.matches, IsEmpty());
}

TEST(Reconcile, lets_one_source_lead_on_names_and_the_others_fill_gaps) {
  const auto known = known_with({});
  auto leading = report_of(pandascore, {});
  leading.teams[0].team = {.id = {}, .name = "Alpine Esports", .acronym = "ALP"};
  auto filling = leading;
  filling.provider = liquipedia;

  const auto led = reconcile(leading, known, now).batch.teams;
  const auto filled = reconcile(filling, known, now).batch.teams;

  ASSERT_THAT(led, SizeIs(1));
  EXPECT_EQ(led[0].team, (Team{.id = alpine.id, .name = "Alpine Esports", .acronym = "ALP"}));
  ASSERT_THAT(filled, SizeIs(1));
  EXPECT_EQ(filled[0].team, (Team{.id = alpine.id, .name = "Alpine", .acronym = "ALP"}));
}

TEST(Reconcile, does_not_let_the_stages_of_one_event_take_turns) {
  auto known = known_with({});
  known.tournaments.by_external_id["t"].tier = Tier::a;
  known.tournaments.by_external_id["t"].prize = "20000 USD";
  auto report = report_of(pandascore, {});
  report.tournaments[0].tournament.tier = Tier::c;
  report.tournaments[0].tournament.prize = "none";

  EXPECT_THAT(reconcile(report, known, now).batch.tournaments, IsEmpty());
}

TEST(Reconcile, keeps_what_is_known_of_a_tournament_recognised_by_its_matches) {
  auto known = known_with({stored_match(5, now)});
  known.tournaments.by_external_id.clear();
  known.tournaments.of_matches[polar.id] = polar;
  known.tournaments.of_matches[polar.id].prize = "20000 USD";
  auto report = report_of(liquipedia, {match_report("lpw:1", now)});
  report.tournaments[0].tournament.name = "Polar/2026";

  const auto tournaments = reconcile(report, known, now).batch.tournaments;

  ASSERT_THAT(tournaments, SizeIs(1));
  EXPECT_EQ(tournaments[0].tournament, known.tournaments.of_matches[polar.id]);
  EXPECT_THAT(tournaments[0].external_ids, ElementsAre("t"));
}

TEST(Reconcile, knows_a_team_by_the_id_that_another_source_gave_it) {
  auto known = known_with({});
  known.teams.by_external_id.clear();
  known.teams.by_reference[{ProviderName::hltv, "9"}] = alpine;
  auto report = report_of(liquipedia, {});
  report.teams = {{.external_id = "a",
                   .team = {.name = "Renamed"},
                   .cross_references = {{ProviderName::hltv, "9"}, {pandascore, "3"}}}};

  const auto batch = reconcile(report, known, now).batch;

  ASSERT_THAT(batch.teams, SizeIs(1));
  EXPECT_EQ(batch.teams[0].team.id, alpine.id);
  EXPECT_THAT(batch.teams[0].cross_references, ElementsAre(CrossReference{pandascore, "3"}));
}

TEST(Reconcile, retires_a_match_that_its_only_source_deleted) {
  auto known = known_with({stored_match(5, now + 24h)});
  known.matches.by_external_id["m"] = {5};
  add_word(known, {5}, pandascore, "m");
  auto report = report_of(pandascore, {});
  report.gone = {"m", "never heard of"};

  const auto retirements = reconcile(report, known, now).batch.retirements;

  ASSERT_THAT(retirements, SizeIs(1));
  EXPECT_EQ(retirements[0].match, MatchId{5});
  EXPECT_EQ(retirements[0].reason, "deleted by pandascore");
}

TEST(Reconcile, keeps_a_deleted_match_that_others_tell_of_or_that_has_begun) {
  auto known = known_with({stored_match(5, now + 24h), live(stored_match(6, now - 1h)),
                           finished(stored_match(7, now - 24h), {2, 0}), stored_match(8, now + 24h)});
  known.matches.by_external_id = {{"5", {5}}, {"6", {6}}, {"7", {7}}, {"8", {8}}};
  for (const auto id : {5, 6, 7, 8}) add_word(known, {id}, pandascore, std::to_string(id));
  add_word(known, {5}, liquipedia, "lpw:5");
  add_word(known, {8}, pandascore, "8 again");
  auto report = report_of(pandascore, {});
  report.gone = {"5", "6", "7", "8"};

  EXPECT_THAT(reconcile(report, known, now).batch.retirements, IsEmpty());
}

TEST(Reconcile, revives_a_match_that_is_spoken_of_again) {
  auto known = known_with({stored_match(5, now + 24h)});
  known.matches.by_external_id["m"] = {5};
  known.matches.retired = {{{5}, now - 5min}};

  const auto batch = reconcile(report_of(pandascore, {match_report("m", now + 24h)}), known, now).batch;

  EXPECT_TRUE(batch.matches.at(0).revived);
  EXPECT_THAT(batch.matches.at(0).changes, IsEmpty());
}

TEST(Reconcile, tells_that_a_match_is_back_which_was_given_up) {
  auto known = known_with({stored_match(5, now + 24h)});
  known.matches.by_external_id["m"] = {5};
  known.matches.retired = {{{5}, now - 10min}};

  const auto batch = reconcile(report_of(pandascore, {match_report("m", now + 24h)}), known, now).batch;

  ASSERT_THAT(batch.matches.at(0).changes, SizeIs(1));
  EXPECT_EQ(batch.matches[0].changes[0].what, What{(MatchRescheduled{.from = {}, .to = now + 24h})});
}

TEST(Reconcile, notes_a_page_when_it_is_new_moved_or_was_last_seen_long_ago) {
  auto known = known_with({});
  known.pages[{EntityKind::team, "a"}] = {.url = "https://a.example", .seen_at = now - 5min};
  known.pages[{EntityKind::team, "b"}] = {.url = "https://b.example", .seen_at = now - 2h};
  auto report = report_of(liquipedia, {});
  report.teams[0].url = "https://a.example";

  const auto pages = reconcile(report, known, now).batch.pages;

  ASSERT_THAT(pages, SizeIs(3));
  EXPECT_EQ(pages[0].external_id, "b");
  EXPECT_EQ(pages[0].url, "https://b.example");
  EXPECT_EQ(pages[1].external_id, "c");
  EXPECT_EQ(pages[2].entity, EntityKind::tournament);
}

TEST(Reconcile, puts_single_moves_of_one_team_together) {
  auto known = known_with({});
  known.players.by_external_id["p"] = {.id = {101}, .nickname = "Frost"};
  auto report = report_of(liquipedia, {});
  report.players = {{.external_id = "p", .player = {.nickname = "Frost"}}};
  report.rosters = {{.team = "a", .stays = {{.player = "p", .since = now - days{300}}}},
                    {.team = "a", .stays = {{.player = "p", .until = now - days{10}}}}};

  const auto rosters = reconcile(report, known, now).batch.rosters;

  ASSERT_THAT(rosters, SizeIs(1));
  EXPECT_EQ(rosters[0].entry.since, now - days{300});
  EXPECT_EQ(rosters[0].entry.until, now - days{10});
}

TEST(Reconcile, makes_no_news_of_history) {
  auto report = report_of(ProviderName::imported, {as_finished(match_report("a:1", now - 1h), {2, 0})});
  const auto as_news = reconcile(report, known_with({}), now).batch;
  report.is_history = true;

  const auto as_history = reconcile(report, known_with({}), now).batch;

  ASSERT_THAT(as_history.matches, SizeIs(1));
  EXPECT_THAT(as_history.matches[0].changes, IsEmpty());
  EXPECT_THAT(as_news.matches[0].changes, SizeIs(1));
}

TEST(Reconcile, takes_two_rows_of_one_archive_for_two_matches) {
  auto known = known_with({finished(stored_match(5, now - 1h), {2, 0})});
  add_word(known, {5}, ProviderName::imported, "a:1");
  auto report = report_of(ProviderName::imported, {as_finished(match_report("a:2", now - 1h), {2, 0})});
  const auto of_the_same = reconcile(report, known, now).batch;
  report.matches[0].external_id = "b:2";

  const auto of_another = reconcile(report, known, now).batch;

  ASSERT_THAT(of_the_same.matches, SizeIs(1));
  EXPECT_LT(of_the_same.matches[0].match.id.value, 0);
  ASSERT_THAT(of_another.sightings, SizeIs(1));
  EXPECT_EQ(of_another.sightings[0].match, MatchId{5});
}

}  // namespace
}  // namespace cs2::ingest
