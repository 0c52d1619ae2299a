#include "bot/search/name_index.hpp"

#include <gtest/gtest.h>

namespace cs2::bot {
namespace {

using store::Named;
using store::NameKind;

Named team(std::int64_t id, std::string name, double weight = 1, std::vector<std::string> aliases = {}) {
  return {.kind = NameKind::team,
          .id = id,
          .name = std::move(name),
          .aliases = std::move(aliases),
          .weight = weight};
}

NameIndex some_teams() {
  return NameIndex{
      {team(1, "Team Spirit", 9), team(2, "Natus Vincere", 8, {"NAVI", "Na'Vi"}),
       team(3, "Spirit Academy", 2), team(4, "The MongolZ", 7), team(5, "Virtus.pro", 6, {"VP"}),
       team(6, "paiN Gaming", 5), team(7, "FURIA", 4), team(8, "Fnatic", 3), team(9, "GamerLegion", 2),
       team(10, "КРУ", 1), team(11, "B8", 1), team(12, "BIG", 5),
       Named{.kind = NameKind::tournament, .id = 1, .name = "Spirit Cup", .aliases = {}, .weight = 99}}};
}

std::string first(const NameIndex& index, std::string_view typed) {
  const auto hits = index.search(typed, NameKind::team, 25);
  return hits.empty() ? "nothing" : hits.front().named->name;
}

std::vector<std::string> resolved(const NameIndex& index, std::string_view typed) {
  std::vector<std::string> names;
  for (const auto* named : index.resolve(typed, NameKind::team).meant) names.push_back(named->name);
  return names;
}

TEST(NameIndex, finds_a_name_by_its_beginning_a_word_or_an_alias) {
  const auto index = some_teams();

  EXPECT_EQ(first(index, "nat"), "Natus Vincere");
  EXPECT_EQ(first(index, "vince"), "Natus Vincere");
  EXPECT_EQ(first(index, "navi"), "Natus Vincere");
  EXPECT_EQ(first(index, "vp"), "Virtus.pro");
  EXPECT_EQ(first(index, "f"), "FURIA");
}

TEST(NameIndex, survives_case_diacritics_and_other_scripts) {
  const auto index = some_teams();

  EXPECT_EQ(first(index, "SPÍRIT"), "Team Spirit");
  EXPECT_EQ(first(index, "fúria"), "FURIA");
  EXPECT_EQ(first(index, "kru"), "КРУ");
  EXPECT_EQ(first(index, "virtus pro"), "Virtus.pro");
}

TEST(NameIndex, survives_typos) {
  const auto index = some_teams();

  EXPECT_EQ(first(index, "sprit"), "Team Spirit");
  EXPECT_EQ(first(index, "spiirt"), "Team Spirit");
  EXPECT_EQ(first(index, "natsu vincere"), "Natus Vincere");
  EXPECT_EQ(first(index, "nvai"), "Natus Vincere");
  EXPECT_EQ(first(index, "mongolls"), "The MongolZ");
  EXPECT_EQ(first(index, "gamrelegion"), "GamerLegion");
}

TEST(NameIndex, orders_equal_matches_by_activity) {
  const auto index = some_teams();

  const auto hits = index.search("b", NameKind::team, 25);

  ASSERT_GE(hits.size(), 2U);
  EXPECT_EQ(hits.front().named->name, "BIG");
  EXPECT_EQ(hits.back().named->name, "B8");
  EXPECT_EQ(index.search("", NameKind::team, 3).front().named->name, "Team Spirit");
  EXPECT_EQ(index.search("", NameKind::team, 3).size(), 3U);
}

TEST(NameIndex, keeps_teams_and_events_apart) {
  const auto index = some_teams();

  EXPECT_EQ(index.search("spirit", NameKind::tournament, 25).size(), 1U);
  EXPECT_EQ(index.find(NameKind::tournament, 1)->name, "Spirit Cup");
  EXPECT_EQ(index.find(NameKind::tournament, 2), nullptr);
}

TEST(NameIndex, finds_nothing_for_what_is_no_name) {
  const auto index = some_teams();

  EXPECT_TRUE(index.search("zzzzzzzz", NameKind::team, 25).empty());
  EXPECT_TRUE(index.search("!!!", NameKind::team, 25).empty());
  EXPECT_TRUE(index.search(std::string(5000, 'x'), NameKind::team, 25).empty());
  EXPECT_TRUE(NameIndex{}.search("navi", NameKind::team, 25).empty());
}

TEST(NameIndex, is_sure_of_a_full_name_without_its_generic_words) {
  const auto index = some_teams();

  EXPECT_EQ(resolved(index, "spirit"), std::vector<std::string>{"Team Spirit"});
  EXPECT_EQ(resolved(index, "pain"), std::vector<std::string>{"paiN Gaming"});
  EXPECT_EQ(resolved(index, "navi"), std::vector<std::string>{"Natus Vincere"});
}

TEST(NameIndex, never_guesses_between_names_that_fit_alike) {
  const auto index = some_teams();

  EXPECT_EQ(resolved(index, "spiri"), (std::vector<std::string>{"Team Spirit", "Spirit Academy"}));
  EXPECT_TRUE(resolved(index, "unknown squad").empty());
}

TEST(NameIndex, is_made_anew_from_the_older_one_and_what_changed) {
  const NameIndex older{{team(1, "Alpine", 5, {"alp"}), team(2, "Borealis", 4), team(3, "Calypso", 3)}};
  store::NameDelta news;
  news.named = {team(2, "Borealis Rising", 0), team(4, "Delta Force", 0)};
  news.gone = {{NameKind::team, 3}};
  news.weights = {{{NameKind::team, 1}, 1}, {{NameKind::team, 2}, 9}};

  const NameIndex newer{older, news};

  EXPECT_EQ(newer.size(), 3U);
  EXPECT_EQ(first(newer, "alp"), "Alpine");
  EXPECT_EQ(first(newer, "rising"), "Borealis Rising");
  EXPECT_EQ(first(newer, "delta"), "Delta Force");
  EXPECT_EQ(newer.find(NameKind::team, 3), nullptr);
  EXPECT_EQ(newer.search("", NameKind::team, 1).front().named->name, "Borealis Rising");
  EXPECT_EQ(newer.find(NameKind::team, 1)->weight, 1);
  EXPECT_EQ(first(older, "calypso"), "Calypso") << "the older one stays as it was";
}

TEST(NameIndex, that_was_made_from_an_older_one_answers_like_a_new_one) {
  const std::vector<Named> now{team(1, "Falcons Force", 5), team(2, "Team Falcons", 4, {"FLC"}),
                               team(3, "Alpine", 9, {"the climbers"})};
  const NameIndex older{{team(1, "Falcons Force", 5, {"Team Falcons"}), team(2, "Falcons", 4),
                         team(3, "Alpine", 1, {"the climbers"}), team(4, "Team Falcons", 2)}};
  store::NameDelta news;
  news.named = {now[0], now[1]};
  news.gone = {{NameKind::team, 4}};
  news.weights = {{{NameKind::team, 1}, 5}, {{NameKind::team, 2}, 4}, {{NameKind::team, 3}, 9}};

  const NameIndex newer{older, news};
  const NameIndex anew{now};

  for (const auto* typed :
       {"team falcons", "falcons", "flc", "falcons f", "the climbers", "", "alp", "faclons"}) {
    EXPECT_EQ(resolved(newer, typed), resolved(anew, typed)) << typed;
    const auto hits = newer.search(typed, NameKind::team, 25);
    const auto others = anew.search(typed, NameKind::team, 25);
    ASSERT_EQ(hits.size(), others.size()) << typed;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      EXPECT_EQ(*hits[i].named, *others[i].named) << typed;
      EXPECT_EQ(hits[i].rank, others[i].rank) << typed;
    }
  }
  EXPECT_EQ(resolved(newer, "team falcons"), std::vector<std::string>{"Team Falcons"});
}

TEST(NameIndex, lets_a_guild_call_things_as_it_likes) {
  const auto index = some_teams();
  const NameIndex own{{team(7, "Spirit", 0, {"the cats"})}};

  const auto cats = index.resolve("the cats", NameKind::team, &own).meant;
  const auto spirit = index.resolve("spirit", NameKind::team, &own).meant;

  ASSERT_EQ(cats.size(), 1U);
  EXPECT_EQ(cats.front()->name, "FURIA");
  ASSERT_EQ(spirit.size(), 1U) << "what the guild says goes before what all say";
  EXPECT_EQ(spirit.front()->name, "FURIA");
  EXPECT_EQ(index.search("spirit", NameKind::team, 25, &own).at(1).named->name, "Team Spirit");
  EXPECT_EQ(resolved(index, "spirit"), std::vector<std::string>{"Team Spirit"});
  const auto begun = index.resolve("the cat", NameKind::team, &own);
  ASSERT_EQ(begun.meant.size(), 1U);
  EXPECT_EQ(begun.meant.front()->name, "FURIA");
  EXPECT_FALSE(begun.is_exact);
}

TEST(NameIndex, keeps_squads_apart) {
  const NameIndex index{{team(1, "FURIA", 9), team(2, "FURIA fe", 2), team(3, "FURIA Academy", 1)}};

  EXPECT_EQ(resolved(index, "furia"), std::vector<std::string>{"FURIA"});
  EXPECT_EQ(resolved(index, "furia female"), std::vector<std::string>{"FURIA fe"});
  EXPECT_EQ(first(index, "furia acad"), "FURIA Academy");
  EXPECT_EQ(first(index, "fur"), "FURIA");
}

TEST(NameIndex, asks_when_two_teams_bear_the_same_name) {
  const NameIndex index{{team(1, "Phoenix", 5), team(2, "PHOENIX", 1), team(3, "Phoenix Rising", 9)}};

  EXPECT_EQ(resolved(index, "phoenix"), (std::vector<std::string>{"Phoenix", "PHOENIX"}));
}

// ---- Certainty

TEST(NameIndex, takes_the_shown_name_before_any_other_that_is_the_same) {
  const NameIndex index{
      {team(1, "Falcons Force", 9, {"Team Falcons"}), team(2, "Team Falcons", 1), team(3, "Falcons", 5)}};

  const auto shown = index.resolve("team falcons", NameKind::team);

  ASSERT_EQ(shown.meant.size(), 1U);
  EXPECT_EQ(shown.meant.front()->name, "Team Falcons");
  EXPECT_TRUE(shown.is_exact);
  const NameIndex alike{{team(1, "1win", 1), team(2, "1WIN Gang", 9), team(3, "1WIN NA", 5, {"1win"}),
                         team(4, "LEO", 1), team(5, "Team LEO", 9), team(6, "LEON", 5)}};
  EXPECT_EQ(resolved(alike, "1win"), std::vector<std::string>{"1win"});
  EXPECT_EQ(resolved(alike, "leo"), std::vector<std::string>{"LEO"});
}

TEST(NameIndex, takes_aliases_tags_and_nicknames_for_exact_but_no_beginnings_and_typos) {
  const auto index = some_teams();
  const auto is_exact = [&](std::string_view typed) {
    const auto resolution = index.resolve(typed, NameKind::team);
    EXPECT_EQ(resolution.meant.size(), 1U) << typed;
    return resolution.is_exact;
  };

  for (const auto* typed : {"Natus Vincere", "NAVI", "нави", "vp", "virtus pro", "spirit", "MGLZ", "mongolz"})
    EXPECT_TRUE(is_exact(typed)) << typed;
  for (const auto* typed : {"natus", "natus vincer", "sprit", "gamrelegion", "gamerleg1on", "тфмш"})
    EXPECT_FALSE(is_exact(typed)) << typed;
}

TEST(NameIndex, offers_at_most_three_names_like_what_means_nothing) {
  const auto index = some_teams();

  const auto near = index.resolve("natsu vincre", NameKind::team);
  const auto far = index.resolve("unknown squad", NameKind::team);

  EXPECT_TRUE(near.meant.empty());
  ASSERT_FALSE(near.close.empty());
  EXPECT_LE(near.close.size(), 3U);
  EXPECT_EQ(near.close.front()->name, "Natus Vincere");
  EXPECT_TRUE(far.meant.empty());
  EXPECT_TRUE(far.close.empty());
}

TEST(NameIndex, never_answers_with_the_name_of_somebody_else) {
  const NameIndex index{{team(1, "9INE"), team(2, "ODDIK"), team(3, "PARIVISION"), team(4, "MOUZ NXT"),
                         team(5, "Sprout"), team(6, "ECLOT"), team(7, "eXploit"), team(8, "K27"),
                         team(9, "DNK")}};

  for (const auto* typed : {"Giants", "Dignitas", "Lynn Vision", "Gambit Youngsters", "Spirit", "Exalty",
                            "qqqq", "donk", "team", "the"})
    EXPECT_TRUE(resolved(index, typed).empty()) << typed;
  const NameIndex quartz{{team(1, "Quartz Nine")}};
  EXPECT_TRUE(quartz.resolve("qqqq", NameKind::team).close.empty()) << "it is not even like it";
}

TEST(NameIndex, never_takes_a_typo_for_another_name_that_is_as_near) {
  const NameIndex index{
      {team(1, "Nemesis", 5), team(2, "Demesis", 5), team(3, "Project 91"), team(4, "Astralis", 5)}};

  EXPECT_TRUE(resolved(index, "nenesis").empty());
  EXPECT_TRUE(resolved(index, "project 92").empty()) << "a number is no typo";
  EXPECT_EQ(resolved(index, "astrlis"), std::vector<std::string>{"Astralis"});
}

TEST(NameIndex, never_takes_a_squad_or_a_part_of_an_event_for_the_whole) {
  const NameIndex index{{team(1, "FlyQuest RED", 9), team(2, "Phantom Academy", 9),
                         Named{.kind = NameKind::tournament,
                               .id = 1,
                               .name = "Harbour Cup 2026 Play-In",
                               .aliases = {},
                               .weight = 9},
                         Named{.kind = NameKind::tournament,
                               .id = 2,
                               .name = "Winter League Season 22",
                               .aliases = {},
                               .weight = 9}}};

  EXPECT_TRUE(resolved(index, "flyquest").empty());
  EXPECT_TRUE(resolved(index, "phantom").empty());
  EXPECT_TRUE(index.resolve("harbour cup 2026", NameKind::tournament).meant.empty());
  EXPECT_EQ(index.resolve("wl s22", NameKind::tournament).meant.size(), 1U);
  EXPECT_TRUE(index.resolve("wl s2", NameKind::tournament).meant.empty());
}

TEST(NameIndex, knows_mentions_for_what_they_are) {
  const auto index = some_teams();

  for (const auto* typed :
       {"@everyone", "@here", "<@901>", "<@&55> spirit", "<#700>", "<:big:12>", "</match:1>"}) {
    const auto resolution = index.resolve(typed, NameKind::team);
    EXPECT_TRUE(resolution.meant.empty() && resolution.close.empty()) << typed;
    EXPECT_TRUE(index.search(typed, NameKind::team, 25).empty()) << typed;
  }
}

TEST(NameIndex, suggests_nothing_that_is_much_worse_than_the_best) {
  const NameIndex index{{team(1, "Natus Vincere", 9, {"NAVI"}), team(2, "NOVA", 5), team(3, "Norway", 5),
                         team(4, "NAVI Junior", 3)}};

  const auto hits = index.search("navi", NameKind::team, 25);

  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[1].named->name, "NAVI Junior");
}

}  // namespace
}  // namespace cs2::bot
