#include "store/queries/played.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/names.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr TeamId alpine{-1};
constexpr TeamId borealis{-2};
constexpr TeamId cumulus{-3};

class Played : public StoreTest {
 protected:
  TeamId team(const std::string& name) {
    for (const auto& named : list_names(store())) {
      if (named.name == name) return {named.id};
    }
    throw std::runtime_error(name);
  }
  std::optional<TeamHistory> history(const std::string& name, std::optional<Timestamp> from = {},
                                     std::optional<TeamId> opponent = {}) {
    return find_team_history(store(), team(name), {.from = from, .to = test_start + hours{1}}, opponent);
  }
  static std::vector<int> days_ago(const TeamHistory& history) {
    std::vector<int> all;
    for (const auto& played : history.matches)
      all.push_back(static_cast<int>(
          std::chrono::floor<days>(test_start - *played.details.match.scheduled_at).count()));
    return all;
  }
};

Batch batch_of_teams() {
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis"), new_team(-3, "Cumulus")};
  batch.tournaments = {new_tournament(-1, "Northern Cup")};
  return batch;
}

MatchWrite& add(Batch& batch, TeamId first, TeamId second, int days_ago, bool is_over = true) {
  const auto when = test_start - days{days_ago};
  auto each = new_match(-1 - std::ssize(batch.matches), fmt::format("m{}", batch.matches.size()), first,
                        second, when);
  if (is_over) finish(each.match, when);
  batch.sightings.push_back(sighting_of(each));
  return batch.matches.emplace_back(std::move(each));
}

TEST_P(Played, is_what_a_team_finished_in_the_period_latest_first) {
  auto batch = batch_of_teams();
  add(batch, alpine, borealis, 30);
  add(batch, cumulus, alpine, 3);
  add(batch, borealis, cumulus, 2);
  add(batch, alpine, borealis, 0, false);
  ASSERT_TRUE(apply(store(), batch));

  const auto all = history("Alpine");

  ASSERT_TRUE(all);
  EXPECT_EQ(all->team.name, "Alpine");
  EXPECT_THAT(days_ago(*all), ElementsAre(3, 30));
  EXPECT_EQ(all->matches[0].side, 1);
  EXPECT_EQ(all->matches[1].side, 0);
  EXPECT_THAT(days_ago(*history("Alpine", test_start - days{3})), ElementsAre(3)) << "the first day counts";
  EXPECT_THAT(history("Alpine", test_start - days{2})->matches, IsEmpty());
  EXPECT_EQ(find_team_history(store(), {999}, {.from = {}, .to = test_start}), std::nullopt);
}

TEST_P(Played, against_one_opponent_is_found_from_both_sides) {
  auto batch = batch_of_teams();
  add(batch, alpine, borealis, 30);
  add(batch, borealis, alpine, 3);
  add(batch, alpine, cumulus, 2);
  ASSERT_TRUE(apply(store(), batch));

  EXPECT_THAT(days_ago(*history("Alpine", {}, team("Borealis"))), ElementsAre(3, 30));
  EXPECT_THAT(days_ago(*history("Borealis", {}, team("Alpine"))), ElementsAre(3, 30));
  EXPECT_THAT(days_ago(*history("Borealis", test_start - days{9}, team("Alpine"))), ElementsAre(3));
  EXPECT_THAT(history("Borealis", {}, team("Cumulus"))->matches, IsEmpty());
}

TEST_P(Played, knows_how_the_opponent_stood_that_day) {
  auto batch = batch_of_teams();
  add(batch, alpine, borealis, 30);
  add(batch, borealis, alpine, 3);
  add(batch, alpine, cumulus, 2);
  const auto ranking = [&](int days_ago, int position, TeamId team) {
    batch.rankings.push_back({.ranking = {.system = RankingSystem::valve_world,
                                          .published = std::chrono::floor<days>(test_start - days{days_ago}),
                                          .rows = {{.team = team, .position = position}}},
                              .changes = {}});
  };
  ranking(40, 12, borealis);
  ranking(10, 8, borealis);
  ranking(1, 3, cumulus);
  ASSERT_TRUE(apply(store(), batch));

  const auto matches = history("Alpine")->matches;

  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].opponent_position, std::nullopt) << "ranked only after the match";
  EXPECT_EQ(matches[1].opponent_position, 8);
  EXPECT_EQ(matches[2].opponent_position, 12);
}

TEST_P(Played, counts_how_many_of_the_present_players_played_it) {
  auto batch = batch_of_teams();
  for (int i = 1; i <= 6; ++i) batch.players.push_back(new_player(-i, fmt::format("player{}", i)));
  add(batch, alpine, borealis, 30);
  add(batch, borealis, alpine, 3);
  batch.line_ups = {{.match = {-1}, .players = {{{{-1}, {-2}, {-6}}, {}}}},
                    {.match = {-2}, .players = {{{}, {{-1}, {-2}, {-3}, {-4}, {-5}}}}}};
  ASSERT_TRUE(apply(store(), batch));

  const auto matches = history("Alpine")->matches;

  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].core, 5) << "those who played last are the present ones";
  EXPECT_EQ(matches[1].core, 2);
}

CS2_ON_BACKENDS(Played, both_databases());

}  // namespace
}  // namespace cs2::store
