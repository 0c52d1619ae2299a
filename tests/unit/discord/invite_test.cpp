#include "discord/invite.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

TEST(Invite, asks_for_what_the_features_need_and_not_for_more) {
  EXPECT_EQ(invite_url(Snowflake{1234}),
            "https://discord.com/oauth2/authorize?client_id=1234&permissions=17901423807488"
            "&scope=bot%20applications.commands");
  EXPECT_EQ(invited_permissions & permission::administrator, 0U);
  EXPECT_EQ(invited_permissions & permission::manage_guild, 0U);
}

}  // namespace
}  // namespace cs2::discord
