#include "ingest/identity/identity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr auto pandascore = ProviderName::pandascore;
constexpr auto liquipedia = ProviderName::liquipedia;

MatchIdentities identify(const Report& report, const store::StoreSnapshot& known) {
  NewIds ids;
  const auto teams = identify_teams(report, known, ids);
  return identify_matches(report, known.matches, teams, find_tournaments(report, known.tournaments));
}

std::optional<MatchId> identify_one(const MatchReport& match, const store::StoreSnapshot& known,
                                    ProviderName provider = pandascore) {
  return identify(report_of(provider, {match}), known).ours.at(0);
}

MatchReport derived(MatchReport match) {
  match.id_is_derived = true;
  return match;
}

TEST(IdentifyTeams, believes_the_sources_own_id_over_any_name) {
  auto known = known_with({});
  known.teams.by_name["breakers"] = {comets};
  NewIds ids;

  const auto ours = identify_teams(report_of(pandascore, {}), known, ids);

  EXPECT_EQ(ours.at("b"), breakers.id);
}

TEST(IdentifyTeams, knows_a_team_by_a_name_that_only_one_bears) {
  store::StoreSnapshot known;
  known.teams.by_name["alpine"] = {alpine, alpine};  // twice the same row
  known.teams.by_name["breakers"] = {breakers, comets};
  NewIds ids;

  const auto ours = identify_teams(report_of(liquipedia, {}), known, ids);

  EXPECT_EQ(ours.at("a"), alpine.id);
  EXPECT_LT(ours.at("b").value, 0);
  EXPECT_LT(ours.at("c").value, 0);
  EXPECT_NE(ours.at("b"), ours.at("c"));
}

TEST(IdentifyTeams, looks_for_aliases_when_the_name_is_unknown) {
  store::StoreSnapshot known;
  known.teams.by_name["vitality"] = {alpine};
  Report report{.provider = liquipedia};
  report.teams = {{.external_id = "v", .team = {.id = {}, .name = "Team Vitality"}}};
  NewIds ids;

  const auto ours = identify_teams(with_bare_names(report), known, ids);

  EXPECT_EQ(ours.at("v"), alpine.id);
}

TEST(BareNames, drop_what_every_team_may_add_and_keep_what_names_another_team) {
  Report report;
  for (const auto* name :
       {"Team Vitality", "Imperial Esports", "Spirit Academy", "Team", "NAVI Junior", "FURIA fe"})
    report.teams.push_back({.external_id = name, .team = {.id = {}, .name = name}});

  const auto teams = with_bare_names(report).teams;

  EXPECT_THAT(teams[0].aliases, ElementsAre("vitality"));
  EXPECT_THAT(teams[1].aliases, ElementsAre("imperial"));
  for (std::size_t i = 2; i < teams.size(); ++i)
    EXPECT_THAT(teams[i].aliases, IsEmpty()) << teams[i].team.name;
}

TEST(IdentifyMatches, believes_the_sources_own_id_whatever_else_changed) {
  auto known = known_with({stored_match(5, now)});
  known.matches.by_external_id["m"] = {5};

  EXPECT_EQ(identify_one(match_report("m", now + days{9}, "b", "c"), known), MatchId{5});
}

TEST(IdentifyMatches, knows_a_match_by_teams_and_time) {
  const auto known = known_with({stored_match(5, now)});

  EXPECT_EQ(identify_one(match_report("m", now + 80min), known), MatchId{5});
  EXPECT_EQ(identify_one(match_report("m", now - 80min, "b", "a"), known), MatchId{5});
  EXPECT_EQ(identify_one(match_report("m", now + 100min), known), std::nullopt);
  EXPECT_EQ(identify_one(match_report("m", now, "a", "c"), known), std::nullopt);
}

TEST(IdentifyMatches, is_generous_with_time_where_time_is_vague) {
  auto postponed = stored_match(5, now);
  postponed.status = MatchStatus::postponed;
  auto day_only = match_report("m", now + 10h);
  day_only.time_is_exact = false;

  EXPECT_EQ(identify_one(match_report("m", now + 11h), known_with({postponed})), MatchId{5});
  EXPECT_EQ(identify_one(day_only, known_with({stored_match(5, now)})), MatchId{5});
}

TEST(IdentifyMatches, compares_the_real_start_too) {
  auto late = live(stored_match(5, now - 3h));
  late.started_at = now;

  EXPECT_EQ(identify_one(match_report("m", now + 30min), known_with({late})), MatchId{5});
}

TEST(IdentifyMatches, fills_an_undecided_side) {
  auto half = stored_match(5, now);
  half.opponents[1] = {};

  EXPECT_EQ(identify_one(match_report("m", now), known_with({half})), MatchId{5});
  EXPECT_EQ(identify_one(match_report("m", now, "c", "a"), known_with({half})), MatchId{5});
  EXPECT_EQ(identify_one(match_report("m", now, "b", "c"), known_with({half})), std::nullopt);
}

TEST(IdentifyMatches, reads_a_side_that_became_undecided_as_the_same_match) {
  const auto known = known_with({stored_match(5, now)});

  EXPECT_EQ(identify_one(match_report("m", now, "a", ""), known), MatchId{5});
}

TEST(IdentifyMatches, needs_tournament_and_exact_time_when_nobody_is_decided) {
  auto nobody = stored_match(5, now);
  nobody.opponents = {};
  auto elsewhere = nobody;
  elsewhere.tournament = {12};

  EXPECT_EQ(identify_one(match_report("m", now + 3min, "", ""), known_with({nobody})), MatchId{5});
  EXPECT_EQ(identify_one(match_report("m", now + 30min, "", ""), known_with({nobody})), std::nullopt);
  EXPECT_EQ(identify_one(match_report("m", now, "", ""), known_with({elsewhere})), std::nullopt);
  EXPECT_EQ(identify_one(match_report("m", now), known_with({nobody})), std::nullopt);
}

TEST(IdentifyMatches, lets_the_tournament_decide_between_two_that_fit) {
  auto elsewhere = stored_match(6, now + 30min);
  elsewhere.tournament = {12};

  EXPECT_EQ(identify_one(match_report("m", now + 40min), known_with({stored_match(5, now), elsewhere})),
            MatchId{5});
}

TEST(IdentifyMatches, refuses_when_two_fit_equally) {
  const auto known = known_with({stored_match(5, now), stored_match(6, now + 60min)});

  const auto found = identify(report_of(pandascore, {match_report("m", now + 30min)}), known);

  EXPECT_THAT(found.ours, ElementsAre(std::nullopt));
  EXPECT_EQ(found.ambiguous, 1);
}

TEST(IdentifyMatches, holds_an_undecided_one_that_might_be_several_of_ours) {
  auto first = stored_match(5, now);
  first.opponents = {};
  auto second = first;
  second.id = MatchId{6};
  auto half = second;
  half.opponents[0] = stored_match(6, now).opponents[0];

  const auto nobody =
      identify(report_of(pandascore, {match_report("m", now, "", "")}), known_with({first, second}));
  const auto one_side =
      identify(report_of(pandascore, {match_report("m", now, "c", "")}), known_with({first, second}));
  const auto decided = identify(report_of(pandascore, {match_report("m", now)}), known_with({first, half}));

  EXPECT_THAT(nobody.deferred, ElementsAre(true));
  EXPECT_THAT(one_side.deferred, ElementsAre(true));
  EXPECT_THAT(decided.deferred, ElementsAre(false));
  EXPECT_THAT(decided.ours, ElementsAre(MatchId{6}));
}

TEST(IdentifyMatches, gives_one_of_ours_to_one_of_theirs_only) {
  auto known = known_with({stored_match(5, now)});
  known.matches.by_external_id["known"] = {5};

  const auto by_id =
      identify(report_of(pandascore, {match_report("new", now), match_report("known", now)}), known);
  known.matches.by_external_id.clear();
  const auto by_time =
      identify(report_of(pandascore, {match_report("far", now + 60min), match_report("near", now)}), known);

  EXPECT_THAT(by_id.ours, ElementsAre(std::nullopt, MatchId{5}));
  EXPECT_THAT(by_time.ours, ElementsAre(std::nullopt, MatchId{5}));
}

TEST(IdentifyMatches, knows_a_match_that_its_source_created_anew) {
  auto known = known_with({stored_match(5, now)});
  add_word(known, {5}, pandascore, "old");

  EXPECT_EQ(identify_one(match_report("new", now + 20min), known), MatchId{5});
}

TEST(IdentifyMatches, follows_a_derived_id_over_days_while_the_match_is_ahead) {
  auto known = known_with({stored_match(5, now)});
  known.matches.by_external_id["lpw:x"] = {5};
  add_word(known, {5}, liquipedia, "lpw:x");

  EXPECT_EQ(identify_one(derived(match_report("lpw:x", now + days{3})), known, liquipedia), MatchId{5});
}

TEST(IdentifyMatches, takes_a_derived_id_that_comes_back_later_for_a_rematch) {
  auto known = known_with({finished(stored_match(5, now - 20h), {2, 0})});
  known.matches.by_external_id["lpw:x"] = {5};
  add_word(known, {5}, liquipedia, "lpw:x");

  const auto found = identify(report_of(liquipedia, {derived(match_report("lpw:x", now + 1h))}), known);

  EXPECT_THAT(found.ours, ElementsAre(std::nullopt));
  EXPECT_THAT(found.external_ids, ElementsAre("lpw:x~2026-07-12"));
}

TEST(IdentifyMatches, tells_first_match_and_rematch_apart_whichever_id_the_page_gives_them) {
  auto known = known_with({finished(stored_match(5, now - 20h), {2, 0}), stored_match(6, now + 1h)});
  known.matches.by_external_id = {{"lpw:x", {5}}, {"lpw:x~2026-07-12", {6}}};
  add_word(known, {5}, liquipedia, "lpw:x");
  add_word(known, {6}, liquipedia, "lpw:x~2026-07-12");
  auto first = match_report("lpw:x", now - 20h);
  first.status = MatchStatus::finished;

  const auto both = identify(
      report_of(liquipedia, {derived(first), derived(match_report("lpw:x~2026-07-12", now + 1h))}), known);
  const auto rematch_alone =
      identify(report_of(liquipedia, {derived(match_report("lpw:x", now + 1h))}), known);

  EXPECT_THAT(both.ours, ElementsAre(MatchId{5}, MatchId{6}));
  EXPECT_THAT(both.external_ids, ElementsAre("lpw:x", "lpw:x~2026-07-12"));
  EXPECT_THAT(rematch_alone.ours, ElementsAre(MatchId{6}));
  EXPECT_THAT(rematch_alone.external_ids, ElementsAre("lpw:x~2026-07-12"));
}

TEST(IdentifyTournaments, recognises_one_by_its_matches) {
  auto known = known_with({stored_match(5, now)});
  known.tournaments.by_external_id.clear();
  const auto report = report_of(liquipedia, {match_report("m", now)});
  NewIds ids;

  const auto ours = identify_tournaments(report, known.matches, {}, identify(report, known), ids);

  EXPECT_EQ(ours.at("t"), polar.id);
}

TEST(IdentifyTournaments, makes_a_new_one_when_its_matches_disagree) {
  auto elsewhere = stored_match(6, now + days{1}, alpine, comets);
  elsewhere.tournament = {12};
  auto known = known_with({stored_match(5, now), elsewhere});
  known.tournaments.by_external_id.clear();
  const auto report =
      report_of(liquipedia, {match_report("m", now), match_report("n", now + days{1}, "a", "c")});
  NewIds ids;

  const auto ours = identify_tournaments(report, known.matches, {}, identify(report, known), ids);

  EXPECT_LT(ours.at("t").value, 0);
}

// ---- ids that were taken for another match

// PandaScore's "m" was taken for Alpine's match against Breakers while it told Breakers alone.
store::StoreSnapshot guessed(bool undecided, bool others_say_so) {
  auto known = known_with({stored_match(5, now + 24h)});
  known.matches.by_external_id["m"] = {5};
  add_word(known, {5}, ProviderName::pandascore, "m");
  if (undecided) known.matches.records[{5}].back().facts.opponents[0] = {};
  if (others_say_so) add_word(known, {5}, ProviderName::liquipedia, "lpw:5");
  return known;
}

Report says(const std::string& first, const std::string& second) {
  return report_of(ProviderName::pandascore, {match_report("m", now + 24h, first, second)});
}

std::vector<std::string> mistaken(const Report& report, const store::StoreSnapshot& known) {
  NewIds ids;
  return list_mistaken(report, known.matches, identify_teams(report, known, ids));
}

TEST(MistakenIds, are_those_of_which_others_tell_another_pair) {
  EXPECT_THAT(mistaken(says("c", "b"), guessed(true, true)), testing::ElementsAre("m"));
}

TEST(MistakenIds, are_none_while_the_pair_agrees_or_is_undecided) {
  EXPECT_THAT(mistaken(says("b", "a"), guessed(true, true)), testing::IsEmpty());
  EXPECT_THAT(mistaken(says("", "b"), guessed(true, true)), testing::IsEmpty());
}

TEST(MistakenIds, are_none_where_an_opponent_is_replaced) {
  EXPECT_THAT(mistaken(says("c", "b"), guessed(false, true)), testing::IsEmpty());
  EXPECT_THAT(mistaken(says("c", "b"), guessed(true, false)), testing::IsEmpty());
}

}  // namespace
}  // namespace cs2::ingest
