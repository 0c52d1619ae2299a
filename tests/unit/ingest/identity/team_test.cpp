#include "ingest/identity/team.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "ingest/identity/weights.hpp"

namespace cs2::ingest {
namespace {

TeamCase team(const std::string& name, const std::string& acronym = {}) {
  TeamCase made;
  made.name = fold(name);
  made.acronym = fold(acronym);
  return made;
}

TeamCase with_players(TeamCase made, std::set<std::string> players) {
  made.line_ups = {{.at = {}, .players = std::move(players)}};
  return made;
}

int points(const TeamCase& one, const TeamCase& other, TeamCircumstances both = {}) {
  const auto forth = compare_teams(one, other, both).points();
  EXPECT_EQ(compare_teams(other, one, both).points(), forth) << "not symmetric";
  return forth;
}

struct Pair {
  const char* one;
  const char* other;
};

class SameTeam : public testing::TestWithParam<Pair> {};

TEST_P(SameTeam, is_known_by_its_name) {
  EXPECT_GE(points(team(GetParam().one), team(GetParam().other)), same_from);
}

INSTANTIATE_TEST_SUITE_P(
    Names, SameTeam,
    testing::Values(Pair{"FaZe", "FaZe Clan"}, Pair{"The MongolZ", "Mongolz"}, Pair{"TYLOO", "TyLoo"},
                    Pair{"Team Spirit", "Spirit"}, Pair{"Imperial Esports", "Imperial"},
                    Pair{"9z Team", "9z"}, Pair{"KRÜ Esports", "KRU"}, Pair{"Спирит", "Spirit"},
                    Pair{"天禄", "Tian Lu"}, Pair{"Spirit Academy", "Team Spirit Academy"},
                    Pair{"FURIA fe", "FURIA Female"}, Pair{"NAVI Junior", "Navi Junior Team"},
                    Pair{"Bet Boom", "BetBoom"}, Pair{"BC.Game", "BCGame"}, Pair{"1WIN", "1win"},
                    Pair{"NAVI Junior", "NAVIJUNIOR"}));

class OtherSquad : public testing::TestWithParam<Pair> {};

// Not even with the same rival at the same minute and the same players.
TEST_P(OtherSquad, is_never_the_first_team) {
  const std::set<std::string> players{"a", "b", "c", "d", "e"};

  EXPECT_LT(points(with_players(team(GetParam().one), players), with_players(team(GetParam().other), players),
                   {.shared_matches = 1}),
            doubtful_from);
}

INSTANTIATE_TEST_SUITE_P(Names, OtherSquad,
                         testing::Values(Pair{"Spirit", "Spirit Academy"}, Pair{"FURIA", "FURIA fe"},
                                         Pair{"MIBR", "MIBR fe"}, Pair{"Imperial", "Imperial fe"},
                                         Pair{"Imperial", "Imperial Academy"},
                                         Pair{"Imperial fe", "Imperial Academy"}, Pair{"NAVI", "NAVI Junior"},
                                         Pair{"NAVI", "NAVI Javelins"}, Pair{"G2", "G2 Ares"},
                                         Pair{"NIP", "NIP Impact"}, Pair{"BIG", "BIG Academy"},
                                         Pair{"Dragons White", "Dragons Black"}, Pair{"BIG", "BIG GC"},
                                         Pair{"BIG", "BIG U19"}, Pair{"Spirit Academy", "Spirit fe"},
                                         Pair{"Спирит", "Спирит Academy"}));

class ToldApart : public testing::TestWithParam<Pair> {};

// Squads of one kind, and names that mean one thing elsewhere: whoever names both ought to know.
TEST_P(ToldApart, is_outweighed_by_no_shared_match) {
  auto one = team(GetParam().one);
  auto other = team(GetParam().other);
  one.ids = {{ProviderName::imported, "archive:1"}};
  other.ids = {{ProviderName::imported, "archive:2"}};
  one.country = other.country = "BR";

  for (const int shared : {0, 1, 2}) {
    EXPECT_LT(points(one, other, {.shared_matches = shared}), same_from) << shared;
    EXPECT_LT(points(team(GetParam().one), team(GetParam().other),
                     {.shared_matches = shared, .named_together = true}),
              same_from)
        << shared;
  }
}

INSTANTIATE_TEST_SUITE_P(Names, ToldApart,
                         testing::Values(Pair{"Imperial Valkyries", "Imperial fe"},
                                         Pair{"NAVI Javelins", "NAVI fe"}, Pair{"FURIA fe", "FURIA GC"},
                                         Pair{"NAVI Junior", "NAVI Academy"}, Pair{"BIG Youth", "BIG U21"},
                                         Pair{"Team Foxes", "Foxes"}, Pair{"NAVI", "Natus Vincere"}));

class PartOfName : public testing::TestWithParam<Pair> {};

// A sponsor or an acronym: alone it is nothing, with the same rival a doubt, with the same players proof.
TEST_P(PartOfName, is_a_hint_and_no_proof) {
  const auto one = team(GetParam().one);
  auto other = team(GetParam().other);
  if (fold(GetParam().one) == "betboom") other.acronym = "bb";
  auto named = one;
  if (fold(GetParam().one) == "betboom") named.acronym = "bb";
  const std::set<std::string> players{"a", "b", "c", "d", "e"};

  EXPECT_LT(points(named, other), doubtful_from);
  const auto beside = points(named, other, {.shared_matches = 1});
  EXPECT_GE(beside, doubtful_from);
  EXPECT_LT(beside, same_from);
  EXPECT_GE(points(with_players(named, players), with_players(other, players), {.shared_matches = 1}),
            same_from);
}

INSTANTIATE_TEST_SUITE_P(Names, PartOfName,
                         testing::Values(Pair{"9z", "9z Globant"}, Pair{"BetBoom", "BB Team"}));

class ShortName : public testing::TestWithParam<Pair> {};

TEST_P(ShortName, is_proof_with_a_match_or_the_players) {
  const std::set<std::string> players{"a", "b", "c"};
  const auto one = team(GetParam().one);
  const auto other = team(GetParam().other);

  EXPECT_LT(points(one, other), same_from);
  EXPECT_GE(points(one, other, {.shared_matches = 1}), same_from);
  EXPECT_GE(points(with_players(one, players), with_players(other, players)), same_from);
}

INSTANTIATE_TEST_SUITE_P(Names, ShortName,
                         testing::Values(Pair{"NAVI", "Natus Vincere"}, Pair{"NIP", "Ninjas in Pyjamas"},
                                         Pair{"NAVI Junior", "Natus Vincere Junior"}));

TEST(CompareTeams, believes_three_shared_matches_whatever_the_names_unless_one_source_knows_both) {
  auto one = team("Foxes");
  auto other = team("Vulpes");
  EXPECT_LT(points(one, other, {.shared_matches = 2}), same_from);
  EXPECT_GE(points(one, other, {.shared_matches = 3}), same_from);

  one.ids = {{ProviderName::pandascore, "1"}};
  other.ids = {{ProviderName::pandascore, "2"}};
  EXPECT_LT(points(one, other, {.shared_matches = 3}), same_from);
}

TEST(CompareTeams, takes_each_archive_for_a_source_of_its_own) {
  auto one = team("Foxes");
  one.ids = {{ProviderName::imported, "a:foxes"}};
  auto other = team("Team Foxes");
  other.ids = {{ProviderName::imported, "b:teamfoxes"}};
  EXPECT_GE(points(one, other), same_from);

  other.ids = {{ProviderName::imported, "a:teamfoxes"}};
  EXPECT_LT(points(one, other), same_from);
}

TEST(CompareTeams, lets_players_of_another_year_contradict_nothing) {
  auto one = with_players(team("Wildcard"), {"a", "b", "c", "d"});
  const auto other = with_players(team("Wildcard"), {"e", "f", "g", "h"});
  one.line_ups.front().at += days{365};

  EXPECT_GE(points(one, other), same_from);
}

TEST(CompareTeams, doubts_a_name_when_the_players_are_others) {
  const auto one = with_players(team("Wildcard"), {"a", "b", "c", "d"});
  const auto other = with_players(team("Wildcard"), {"e", "f", "g", "h"});

  EXPECT_LT(points(one, other), same_from);
  EXPECT_GE(points(one, other), doubtful_from);
}

TEST(CompareTeams, doubts_a_name_that_one_source_gives_to_two) {
  auto one = team("Wildcard");
  one.ids = {{ProviderName::pandascore, "1"}};
  auto other = team("Wildcard");
  other.ids = {{ProviderName::pandascore, "2"}};

  EXPECT_LT(points(one, other), same_from);
}

TEST(CompareTeams, does_not_count_a_template_of_a_wiki_as_another_id) {
  auto page = team("Team Spirit");
  page.ids = {{ProviderName::liquipedia, "Team_Spirit"}};
  auto linked = team("spirit");
  linked.ids = {{ProviderName::liquipedia, "template:spirit"}};

  EXPECT_GE(points(page, linked), same_from);
}

TEST(CompareTeams, never_believes_that_somebody_played_themselves) {
  EXPECT_LT(points(team("Wildcard"), team("Wildcard"), {.played_each_other = true}), doubtful_from);
}

TEST(CompareTeams, does_not_let_the_country_decide_alone) {
  auto american = team("FaZe");
  american.country = "US";
  auto european = team("FaZe Clan");
  european.country = "DK";

  EXPECT_GE(points(american, european), same_from);
}

}  // namespace
}  // namespace cs2::ingest
