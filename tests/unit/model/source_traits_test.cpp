#include "model/source_traits.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace cs2 {
namespace {

constexpr auto source_count = static_cast<std::size_t>(ProviderName::sample) + 1;  // the last of them

TEST(SourceTraits, stand_for_every_source_under_a_name_and_trust_of_its_own) {
  std::set<std::string_view> names;
  std::set<int> result_trusts;
  std::set<int> roster_trusts;

  for (std::size_t value = 0; value < source_count; ++value) {
    const auto provider = static_cast<ProviderName>(value);
    const auto& traits = traits_of(provider);
    EXPECT_EQ(traits.provider, provider);
    EXPECT_EQ(parse_provider(traits.name), provider);
    names.insert(traits.name);
    result_trusts.insert(traits.result_trust);
    roster_trusts.insert(traits.roster_trust);
  }

  EXPECT_EQ(source_traits().size(), source_count);
  EXPECT_EQ(names.size(), source_count);
  EXPECT_EQ(result_trusts.size(), source_count);
  EXPECT_EQ(roster_trusts.size(), source_count);
}

TEST(SourceTraits, one_source_alone_leads_names) {
  int leading = 0;
  for (const auto& traits : source_traits()) leading += traits.leads_names ? 1 : 0;
  EXPECT_EQ(leading, 1);
}

// https://liquipedia.net/api-terms-of-use and the readme of Valve's repository.
TEST(SourceTraits, credit_whom_the_terms_ask_to_credit) {
  EXPECT_EQ(traits_of(ProviderName::liquipedia).credit, "CC BY-SA 3.0");
  EXPECT_EQ(traits_of(ProviderName::lpdb).credit, "CC BY-SA 3.0");
  EXPECT_EQ(traits_of(ProviderName::valve).credit, "event data provided by HLTV.org");
}

TEST(SourceTraits, of_sources_that_readers_meet_have_a_label_and_a_home_page) {
  for (const auto& traits : source_traits()) {
    if (traits.is_archive || traits.provider == ProviderName::sample) continue;
    EXPECT_FALSE(traits.label.empty()) << traits.name;
    EXPECT_TRUE(traits.home_page.starts_with("https://")) << traits.name;
  }
}

}  // namespace
}  // namespace cs2
