// Keys that the code puts together from names of the model.
#include <gtest/gtest.h>

#include "model/player.hpp"
#include "model/ranking.hpp"
#include "model/region.hpp"
#include "unit/view/fixture.hpp"

namespace cs2::view {
namespace {

void expect(std::string_view path, std::string_view name) {
  EXPECT_TRUE(english().has(std::string{path} + "." + std::string{name})) << path << "." << name;
}

TEST(Words, exist_for_everything_that_the_model_can_name) {
  for (const auto& region : regions()) expect("region", region.key);
  for (const auto status : {MatchStatus::scheduled, MatchStatus::live, MatchStatus::finished,
                            MatchStatus::postponed, MatchStatus::cancelled})
    expect("match.status", name(status));
  for (const auto action : {VetoAction::ban, VetoAction::pick, VetoAction::decider})
    expect("veto", name(action));
  for (const auto action : {VetoAction::ban, VetoAction::pick})
    expect("veto", "unknown_" + std::string{name(action)});
  for (const auto tier : {Tier::s, Tier::a, Tier::b, Tier::c, Tier::d}) {
    expect("choice.tier", name(tier));
    expect("event.tier", name(tier));
  }
  for (const auto venue : {Venue::lan, Venue::online, Venue::mixed}) expect("event.venue", name(venue));
  for (const auto role :
       {RosterRole::captain, RosterRole::stand_in, RosterRole::benched, RosterRole::coach, RosterRole::staff})
    expect("role", name(role));
  for (const auto system : {RankingSystem::valve_world, RankingSystem::valve_europe,
                            RankingSystem::valve_americas, RankingSystem::valve_asia, RankingSystem::hltv}) {
    for (const auto* path : {"choice.system", "ranking.title", "ranking.system"}) expect(path, name(system));
  }
}

}  // namespace
}  // namespace cs2::view
