#include "view/place_text.hpp"

#include <gtest/gtest.h>

#include "unit/view/fixture.hpp"

namespace cs2::view {
namespace {

TEST(Regions, are_shown_by_name_whatever_a_source_calls_them) {
  for (const auto* written : {"WEU", "western_europe", "Western Europe", "western europe"})
    EXPECT_EQ(region_name(written, english()), "Western Europe") << written;
  EXPECT_EQ(region_name("NA", english()), "North America");
  EXPECT_EQ(region_name("World", english()), "International");
}

TEST(Regions, that_we_do_not_know_are_not_shown) {
  EXPECT_EQ(region_name(" Atlantis\u0007 ", english()), "");
  EXPECT_EQ(region_name("", english()), "");
}

}  // namespace
}  // namespace cs2::view
