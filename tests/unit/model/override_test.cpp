#include "model/override.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

Match alpine_against_breakers() {
  Match match;
  match.opponents[0].team = {1};
  match.opponents[1].team = {2};
  match.status = MatchStatus::finished;
  match.score = Score{2, 0};
  match.winner = 0;
  return match;
}

Override given(OverriddenFact fact, std::string value) {
  return {.fact = fact, .value = std::move(value), .first = {1}};
}

TEST(Override, sets_each_fact) {
  auto match = alpine_against_breakers();

  ASSERT_TRUE(set_fact(match, given(OverriddenFact::status, "cancelled")));
  ASSERT_TRUE(set_fact(match, given(OverriddenFact::winner, "second")));
  ASSERT_TRUE(set_fact(match, given(OverriddenFact::score, "1:2")));
  ASSERT_TRUE(set_fact(match, given(OverriddenFact::start, "2026-07-12T18:00:00Z")));
  ASSERT_TRUE(set_fact(match, given(OverriddenFact::best_of, "3")));

  EXPECT_EQ(match.status, MatchStatus::cancelled);
  EXPECT_EQ(match.winner, 1);
  EXPECT_EQ(match.score, (Score{1, 2}));
  EXPECT_EQ(match.scheduled_at, parse_iso8601("2026-07-12T18:00:00Z"));
  EXPECT_TRUE(match.time_is_exact);
  EXPECT_EQ(match.best_of, 3);
}

TEST(Override, empties_a_fact) {
  auto match = alpine_against_breakers();

  ASSERT_TRUE(set_fact(match, given(OverriddenFact::winner, "none")));
  ASSERT_TRUE(set_fact(match, given(OverriddenFact::score, "none")));

  EXPECT_EQ(match.winner, std::nullopt);
  EXPECT_EQ(match.score, std::nullopt);
}

TEST(Override, means_the_same_when_the_match_is_held_the_other_way_round) {
  auto turned = alpine_against_breakers();
  std::swap(turned.opponents[0], turned.opponents[1]);

  ASSERT_TRUE(set_fact(turned, given(OverriddenFact::winner, "first")));
  ASSERT_TRUE(set_fact(turned, given(OverriddenFact::score, "2:1")));

  EXPECT_EQ(turned.winner, 1);
  EXPECT_EQ(turned.score, (Score{1, 2}));
  EXPECT_EQ(turned.opponents[0].team, TeamId{2});
}

TEST(Override, refuses_what_is_no_value_and_changes_nothing) {
  const auto before = alpine_against_breakers();
  for (const auto& bad : {given(OverriddenFact::status, "over"), given(OverriddenFact::winner, "third"),
                          given(OverriddenFact::score, "2"), given(OverriddenFact::score, "-2:1"),
                          given(OverriddenFact::start, "tomorrow"), given(OverriddenFact::best_of, "many")}) {
    auto match = before;
    const auto set = set_fact(match, bad);
    ASSERT_FALSE(set) << bad.value;
    EXPECT_EQ(set.error().kind, ErrorKind::invalid);
    EXPECT_EQ(match, before) << bad.value;
  }
}

// As an operator may set it, and as it is remembered.
template <class Entity>
std::optional<std::string> kept(Entity& entity, OverriddenFact fact, std::string value) {
  if (!set_fact(entity, {.fact = fact, .value = std::move(value), .first = {}})) return std::nullopt;
  return find_fact(entity, fact);
}

TEST(Override, sets_each_fact_of_a_team_a_player_and_a_tournament) {
  Team team{.name = "Alpine", .acronym = "ALP"};
  Player player{.nickname = "Frost"};
  Tournament tournament{.name = "Polar League"};

  EXPECT_EQ(kept(team, OverriddenFact::name, "Alpine Esports"), "Alpine Esports");
  EXPECT_EQ(kept(team, OverriddenFact::acronym, "none"), "none");
  EXPECT_EQ(kept(team, OverriddenFact::country, "SE"), "SE");
  EXPECT_EQ(kept(team, OverriddenFact::region, "Europe"), "Europe");
  EXPECT_EQ(kept(player, OverriddenFact::name, "frost"), "frost");
  EXPECT_EQ(kept(player, OverriddenFact::country, "NO"), "NO");
  EXPECT_EQ(kept(player, OverriddenFact::first_name, "Odd"), "Odd");
  EXPECT_EQ(kept(player, OverriddenFact::last_name, "Berg"), "Berg");
  EXPECT_EQ(kept(tournament, OverriddenFact::name, "Polar"), "Polar");
  EXPECT_EQ(kept(tournament, OverriddenFact::tier, "s"), "s");
  EXPECT_EQ(kept(tournament, OverriddenFact::country, "SE"), "SE");
  EXPECT_EQ(kept(tournament, OverriddenFact::region, "Europe"), "Europe");
  EXPECT_EQ(team.acronym, std::nullopt);
  EXPECT_EQ(player.nationality, "NO");
  EXPECT_EQ(tournament.tier, Tier::s);
}

TEST(Override, refuses_facts_and_values_that_a_thing_does_not_have) {
  Team team{.name = "Alpine"};
  Player player{.nickname = "Frost"};
  Tournament tournament{.name = "Polar League"};

  EXPECT_EQ(kept(team, OverriddenFact::tier, "s"), std::nullopt);
  EXPECT_EQ(kept(team, OverriddenFact::score, "2:1"), std::nullopt);
  EXPECT_EQ(kept(team, OverriddenFact::name, "none"), std::nullopt);
  EXPECT_EQ(kept(team, OverriddenFact::name, ""), std::nullopt);
  EXPECT_EQ(kept(team, OverriddenFact::name, std::string(201, 'a')), std::nullopt);
  EXPECT_EQ(kept(team, OverriddenFact::country, "se"), std::nullopt);
  EXPECT_EQ(kept(team, OverriddenFact::region, "Atlantis"), std::nullopt);
  EXPECT_EQ(kept(player, OverriddenFact::region, "Europe"), std::nullopt);
  EXPECT_EQ(kept(tournament, OverriddenFact::tier, "x"), std::nullopt);
  EXPECT_EQ(kept(tournament, OverriddenFact::acronym, "PL"), std::nullopt);
}

}  // namespace
}  // namespace cs2
