#include "ingest/identity/player.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/identity/duplicates.hpp"
#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

const Player frost{.id = {101}, .nickname = "Frost", .last_name = "Berg", .nationality = "NO"};
const Player other_frost{.id = {102}, .nickname = "Frost", .nationality = "BR"};

// Shown with Alpine, unless a test says otherwise.
Report report_with(Player player, std::vector<CrossReference> cross_references = {}) {
  auto report = report_of(ProviderName::liquipedia, {});
  report.players = {
      {.external_id = "p", .player = std::move(player), .cross_references = std::move(cross_references)}};
  return report;
}

Report in_alpine(Report report) {
  report.rosters = {{.team = "a", .stays = {{.player = "p"}}}};
  return report;
}

struct Namesake {
  Player player;
  std::set<TeamId> teams = {};
  std::set<CrossReference> ids = {};
};

store::StoreSnapshot known_namesakes(const std::vector<Namesake>& namesakes) {
  auto known = known_with({});
  for (const auto& [player, teams, ids] : namesakes) {
    known.players.by_name["frost"].push_back(player);
    known.players.traits[player.id] = {.teams = teams, .ids = ids};
  }
  return known;
}

PlayerId identified(const Report& report, const store::StoreSnapshot& known) {
  NewIds ids;
  const Ours<TeamId> teams{{"a", alpine.id}, {"b", breakers.id}};
  return identify_players(report, known.players, teams, ids).at("p");
}

TEST(IdentifyPlayers, knows_them_by_the_sources_id_whatever_their_name) {
  auto known = known_with({});
  known.players.by_external_id["p"] = frost;

  EXPECT_EQ(identified(report_with({.nickname = "Someone"}), known), frost.id);
}

TEST(IdentifyPlayers, knows_them_by_the_id_of_another_source) {
  auto known = known_with({});
  known.players.by_reference[{ProviderName::hltv, "7"}] = frost;

  EXPECT_EQ(identified(report_with({.nickname = "Someone"}, {{ProviderName::hltv, "7"}}), known), frost.id);
}

TEST(IdentifyPlayers, does_not_believe_a_nickname_alone) {
  const auto known = known_namesakes({{.player = frost, .teams = {alpine.id}}});

  EXPECT_LT(identified(report_with({.nickname = "Frost"}), known).value, 0);
}

TEST(IdentifyPlayers, believes_a_nickname_in_the_same_team) {
  const auto known = known_namesakes(
      {{.player = frost, .teams = {alpine.id}}, {.player = other_frost, .teams = {breakers.id}}});

  EXPECT_EQ(identified(in_alpine(report_with({.nickname = "FROST"})), known), frost.id);
}

TEST(IdentifyPlayers, believes_a_nickname_of_the_same_nationality) {
  const auto known = known_namesakes({{.player = frost}, {.player = other_frost}});

  EXPECT_EQ(identified(report_with({.nickname = "Frost", .nationality = "BR"}), known), other_frost.id);
}

TEST(IdentifyPlayers, does_not_choose_between_two_who_fit) {
  const auto known = known_namesakes(
      {{.player = frost, .teams = {alpine.id}}, {.player = other_frost, .teams = {alpine.id}}});

  EXPECT_LT(identified(in_alpine(report_with({.nickname = "Frost"})), known).value, 0);
}

TEST(IdentifyPlayers, does_not_take_somebody_of_another_last_name) {
  const auto known = known_namesakes({{.player = frost, .teams = {alpine.id}}});

  EXPECT_LT(identified(in_alpine(report_with({.nickname = "Frost", .last_name = "Silva"})), known).value, 0);
}

TEST(IdentifyPlayers, does_not_take_whom_the_source_knows_under_another_id) {
  const auto known =
      known_namesakes({{.player = frost, .teams = {alpine.id}, .ids = {{ProviderName::liquipedia, "q"}}}});

  EXPECT_LT(identified(in_alpine(report_with({.nickname = "Frost"})), known).value, 0);
}

TEST(IdentifyPlayers, believes_a_nickname_with_the_same_last_name) {
  const auto known = known_namesakes({{.player = frost}, {.player = other_frost}});

  EXPECT_EQ(identified(report_with({.nickname = "Frost", .last_name = "BERG"}), known), frost.id);
}

TEST(IdentifyPlayers, takes_the_one_who_fits_better) {
  const auto known = known_namesakes(
      {{.player = frost, .teams = {alpine.id}}, {.player = other_frost, .teams = {alpine.id}}});

  EXPECT_EQ(identified(in_alpine(report_with({.nickname = "Frost", .nationality = "BR"})), known),
            other_frost.id);
}

// ---- doubles: told with "p", who is ours as `own`, beside another who bears the nickname

Doubles doubles_with(const Namesake& own, const Namesake& other) {
  auto known = known_namesakes({own, other});
  known.players.by_external_id["p"] = own.player;
  return find_doubles(report_with(own.player), known);
}

const std::set<CrossReference> by_liquipedia{{ProviderName::liquipedia, "p"}};
const std::set<CrossReference> by_pandascore{{ProviderName::pandascore, "9"}};

TEST(DoublePlayers, are_found_once_they_share_a_team) {
  const Player again{.id = {103}, .nickname = "Frost"};

  const auto found = doubles_with({.player = again, .teams = {alpine.id}, .ids = by_liquipedia},
                                  {.player = frost, .teams = {alpine.id}, .ids = by_pandascore});

  ASSERT_THAT(found.same, testing::SizeIs(1));
  EXPECT_EQ(found.same[0].entity, EntityKind::player);
  EXPECT_EQ(found.same[0].into, frost.id.value);
  EXPECT_EQ(found.same[0].from, again.id.value);
}

TEST(DoublePlayers, are_a_doubt_where_only_the_last_name_is_spelled_otherwise) {
  const Player again{.id = {103}, .nickname = "Frost", .last_name = "Bjerg", .nationality = "NO"};

  const auto found = doubles_with({.player = again, .teams = {alpine.id}, .ids = by_liquipedia},
                                  {.player = frost, .teams = {alpine.id}, .ids = by_pandascore});

  EXPECT_THAT(found.same, testing::IsEmpty());
  ASSERT_THAT(found.ambiguous, testing::SizeIs(1));
  EXPECT_EQ(found.ambiguous[0].resemblance.points(), 70);
}

TEST(DoublePlayers, are_two_where_one_source_knows_both) {
  const Player again{.id = {103}, .nickname = "Frost", .nationality = "NO"};

  const auto found =
      doubles_with({.player = again, .teams = {alpine.id}, .ids = by_liquipedia},
                   {.player = frost, .teams = {alpine.id}, .ids = {{ProviderName::liquipedia, "q"}}});

  EXPECT_THAT(found.same, testing::IsEmpty());
  EXPECT_THAT(found.ambiguous, testing::IsEmpty());
}

TEST(DoublePlayers, are_a_doubt_where_two_fit) {
  auto known = known_namesakes({{.player = {.id = {103}, .nickname = "Frost"}, .teams = {alpine.id}},
                                {.player = frost, .teams = {alpine.id}},
                                {.player = other_frost, .teams = {alpine.id}}});
  known.players.by_external_id["p"] = known.players.by_name["frost"][0];

  const auto found = find_doubles(report_with(known.players.by_external_id["p"]), known);

  EXPECT_THAT(found.same, testing::IsEmpty());
  EXPECT_THAT(found.ambiguous, testing::SizeIs(2));
}

TEST(DoublePlayers, are_not_asked_about_for_a_nickname_alone) {
  const auto found = doubles_with({.player = other_frost, .teams = {breakers.id}, .ids = by_liquipedia},
                                  {.player = frost, .teams = {alpine.id}, .ids = by_pandascore});

  EXPECT_THAT(found.same, testing::IsEmpty());
  EXPECT_THAT(found.ambiguous, testing::IsEmpty());
}

}  // namespace
}  // namespace cs2::ingest
