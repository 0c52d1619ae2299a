// Keys that the code puts together from names of the model.
#include <gtest/gtest.h>

#include "unit/view/fixture.hpp"

namespace cs2::view {
namespace {

void expect(std::string_view path, std::string_view name) {
  EXPECT_TRUE(english().has(std::string{path} + "." + std::string{name})) << path << "." << name;
}

TEST(Words, exist_for_everything_that_the_model_can_name) {
  for (const auto provider : {ProviderName::pandascore, ProviderName::liquipedia, ProviderName::lpdb,
                              ProviderName::valve, ProviderName::hltv, ProviderName::sample})
    expect("source", name(provider));
  for (const auto status : {MatchStatus::scheduled, MatchStatus::live, MatchStatus::finished,
                            MatchStatus::postponed, MatchStatus::cancelled})
    expect("match.status", name(status));
  for (const auto action : {VetoAction::ban, VetoAction::pick, VetoAction::decider})
    expect("veto", name(action));
  for (const auto action : {VetoAction::ban, VetoAction::pick})
    expect("veto", "unknown_" + std::string{name(action)});
  for (const auto tier : {Tier::s, Tier::a, Tier::b, Tier::c, Tier::d}) expect("choice.tier", name(tier));
}

}  // namespace
}  // namespace cs2::view
