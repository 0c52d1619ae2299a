#include <gtest/gtest.h>

#include "provider/provider.hpp"
#include "support/fake_http.hpp"

namespace cs2::provider {
namespace {

std::vector<ProviderName> names(const Settings& settings) {
  test::FakeHttp http;
  Metrics metrics;
  const ManualClock clock{Timestamp{}};
  std::vector<ProviderName> names;
  for (const auto& provider : make_providers(settings, http, clock, metrics))
    names.push_back(provider->name());
  return names;
}

TEST(MakeProviders, needs_no_key_by_default) {
  EXPECT_EQ(names({}), (std::vector{ProviderName::liquipedia, ProviderName::valve}));
}

TEST(MakeProviders, switches_pandascore_on_by_its_token) {
  EXPECT_EQ(names({.pandascore_token = "t"}),
            (std::vector{ProviderName::pandascore, ProviderName::liquipedia, ProviderName::valve}));
  EXPECT_EQ(names({.pandascore_token = "t", .liquipedia = false, .valve_base_url = ""}),
            std::vector{ProviderName::pandascore});
}

TEST(MakeProviders, switches_hltv_on_only_by_an_address_of_the_operators) {
  EXPECT_EQ(names({.liquipedia = false, .valve_base_url = "", .hltv_base_url = "file:///pages"}),
            std::vector{ProviderName::hltv});
}

TEST(MakeProviders, switches_lpdb_on_by_its_key) {
  EXPECT_EQ(names({.valve_base_url = "", .lpdb_key = "k"}),
            (std::vector{ProviderName::lpdb, ProviderName::liquipedia}));
}

}  // namespace
}  // namespace cs2::provider
