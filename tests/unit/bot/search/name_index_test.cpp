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
  for (const auto* named : index.resolve(typed, NameKind::team)) names.push_back(named->name);
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

TEST(NameIndex, lets_a_guild_call_things_as_it_likes) {
  const auto index = some_teams();
  const NameIndex own{{team(7, "Spirit", 0, {"the cats"})}};

  const auto cats = index.resolve("the cats", NameKind::team, &own);
  const auto spirit = index.resolve("spirit", NameKind::team, &own);

  ASSERT_EQ(cats.size(), 1U);
  EXPECT_EQ(cats.front()->name, "FURIA");
  ASSERT_EQ(spirit.size(), 1U) << "what the guild says goes before what all say";
  EXPECT_EQ(spirit.front()->name, "FURIA");
  EXPECT_EQ(index.search("spirit", NameKind::team, 25, &own).at(1).named->name, "Team Spirit");
  EXPECT_EQ(resolved(index, "spirit"), std::vector<std::string>{"Team Spirit"});
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

}  // namespace
}  // namespace cs2::bot
