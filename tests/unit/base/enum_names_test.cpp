#include "base/enum_names.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

enum class Season { spring, summer, winter };

constexpr auto seasons =
    names_of<Season>({{Season::winter, "cold"}, {Season::spring, "mild"}, {Season::summer, "hot"}});

TEST(EnumNames, are_read_both_ways) {
  EXPECT_EQ(name_in(seasons, Season::summer), "hot");
  EXPECT_EQ(find_in(seasons, "cold"), Season::winter);
  EXPECT_EQ(find_in(seasons, "wet"), std::nullopt);
  EXPECT_EQ(name_in(seasons, static_cast<Season>(3)), "unknown");
}

// What makes an incomplete table fail to compile.
TEST(EnumNames, know_where_an_enumeration_ends) {
  EXPECT_TRUE(is_enumerator<Season::spring>());
  EXPECT_TRUE(is_enumerator<Season::winter>());
  EXPECT_FALSE(is_enumerator<static_cast<Season>(3)>());
}

}  // namespace
}  // namespace cs2
