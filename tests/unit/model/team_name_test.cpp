#include "model/team_name.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(TeamName, keeps_a_name_of_which_nothing_else_is_left) {
  EXPECT_EQ(bare_name("team"), "team");
  EXPECT_EQ(bare_name("the mongolz"), "mongolz");
  EXPECT_EQ(bare_name("spirit academy"), "spirit academy");
}

TEST(TeamName, takes_the_first_word_for_the_organisation) {
  EXPECT_TRUE(squads_of("impact").empty());
  EXPECT_TRUE(squads_of("black dragons").empty());
  EXPECT_EQ(squads_of("team black dragons"), std::set<std::string>{});
  EXPECT_EQ(squads_of("furia fe"), std::set<std::string>{"women"});
}

}  // namespace
}  // namespace cs2
