#include "ingest/identity/player.hpp"

#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

const Player frost{.id = {101}, .nickname = "Frost", .last_name = "Berg", .nationality = "NO"};
const Player other_frost{.id = {102}, .nickname = "Frost", .nationality = "BR"};

// Shown with Alpine, unless a test says otherwise.
Report report_with(Player player, std::vector<ForeignId> known_as = {}) {
  auto report = report_of(ProviderName::liquipedia, {});
  report.players = {{.external_id = "p", .player = std::move(player), .known_as = std::move(known_as)}};
  return report;
}

Report in_alpine(Report report) {
  report.rosters = {{.team = "a", .stays = {{.player = "p"}}}};
  return report;
}

store::Known known_namesakes(std::vector<store::Known::Namesake> namesakes) {
  auto known = known_with({});
  known.players_by_name["frost"] = std::move(namesakes);
  return known;
}

PlayerId identified(const Report& report, const store::Known& known) {
  NewIds ids;
  const Ours<TeamId> teams{{"a", alpine.id}, {"b", breakers.id}};
  return identify_players(report, known, teams, ids).at("p");
}

TEST(IdentifyPlayers, knows_them_by_the_sources_id_whatever_their_name) {
  auto known = known_with({});
  known.players["p"] = frost;

  EXPECT_EQ(identified(report_with({.nickname = "Someone"}), known), frost.id);
}

TEST(IdentifyPlayers, knows_them_by_the_id_of_another_source) {
  auto known = known_with({});
  known.players_known_as[{ProviderName::hltv, "7"}] = frost;

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
  const auto known = known_namesakes({{.player = frost, .teams = {alpine.id}, .named_by_source = true}});

  EXPECT_LT(identified(in_alpine(report_with({.nickname = "Frost"})), known).value, 0);
}

}  // namespace
}  // namespace cs2::ingest
