#include "model/region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/text.hpp"

namespace cs2 {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Regions, are_known_by_every_spelling_of_the_sources) {
  const std::map<std::string, std::string> expected{{"WEU", "western_europe"},
                                                    {"EEU", "eastern_europe"},
                                                    {"NA", "north_america"},
                                                    {"SA", "south_america"},
                                                    {"ASIA", "asia"},
                                                    {"OCE", "oceania"},
                                                    {"ME", "middle_east"},
                                                    {"AF", "africa"},
                                                    {"Europe", "europe"},
                                                    {"EU", "europe"},
                                                    {"Americas", "americas"},
                                                    {"Asia", "asia"},
                                                    {"North America", "north_america"},
                                                    {"south america", "south_america"},
                                                    {"Oceania", "oceania"},
                                                    {"Middle East", "middle_east"},
                                                    {"MENA", "mena"},
                                                    {"Africa", "africa"},
                                                    {"CIS", "cis"},
                                                    {"China", "china"},
                                                    {"World", "world"},
                                                    {"International", "world"}};
  for (const auto& [written, key] : expected) EXPECT_EQ(region_key(written), key) << written;
}

TEST(Regions, that_we_do_not_know_are_what_was_written) {
  EXPECT_EQ(find_region("Atlantis"), nullptr);
  EXPECT_EQ(find_region(""), nullptr);
  EXPECT_EQ(region_key("Atlantis"), "Atlantis");
  EXPECT_THAT(list_enclosing_regions("Atlantis"), ElementsAre("Atlantis"));
  EXPECT_THAT(list_region_words("Atlantis"), ElementsAre("Atlantis"));
  EXPECT_THAT(list_region_words(""), IsEmpty());
}

TEST(Regions, contain_others) {
  EXPECT_THAT(list_enclosing_regions("CIS"), ElementsAre("cis", "eastern_europe", "europe"));
  EXPECT_TRUE(covers_region("europe", "WEU"));
  EXPECT_TRUE(covers_region("Europe", "EEU"));
  EXPECT_TRUE(covers_region("Europe", "Europe"));
  EXPECT_TRUE(covers_region("americas", "NA"));
  EXPECT_TRUE(covers_region("asia", "Middle East"));
  EXPECT_FALSE(covers_region("WEU", "Europe")) << "it may be in the east";
  EXPECT_FALSE(covers_region("WEU", "EEU"));
  EXPECT_FALSE(covers_region("world", "WEU")) << "the whole world's are events of their own";
  EXPECT_FALSE(covers_region("europe", ""));
}

TEST(Regions, of_old_subscriptions_are_words_of_a_source) {
  EXPECT_THAT(list_region_words("WEU"), Contains("Western Europe"));
  EXPECT_THAT(list_region_words("Western Europe"), Contains("WEU"));
  EXPECT_THAT(list_region_words("WEU"), Contains("Europe"));
  EXPECT_TRUE(covers_region("Oddly Written", "Oddly Written"));
}

TEST(Regions, are_told_apart_by_every_word_and_lie_in_regions_of_the_table) {
  std::map<std::string, std::string_view> meanings;
  for (const auto& region : regions()) {
    for (const auto outer : region.inside) EXPECT_NE(find_region(outer), nullptr) << outer;
    auto words = region.spellings;
    words.push_back(region.key);
    for (const auto word : words) {
      const auto [known, is_new] = meanings.emplace(fold(word), region.key);
      EXPECT_EQ(known->second, region.key) << word << " means two regions";
    }
  }
  EXPECT_GT(meanings.size(), regions().size());
}

}  // namespace
}  // namespace cs2
