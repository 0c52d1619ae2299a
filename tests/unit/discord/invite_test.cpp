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

TEST(Invite, asks_a_person_for_nothing_but_the_commands) {
  EXPECT_EQ(
      user_invite_url(Snowflake{1234}),
      "https://discord.com/oauth2/authorize?client_id=1234&integration_type=1&scope=applications.commands");
  EXPECT_EQ(
      install_settings_json(),
      R"({"integration_types_config":{"0":{"oauth2_install_params":{"scopes":["bot","applications.commands"],)"
      R"("permissions":"17901423807488"}},"1":{"oauth2_install_params":{"scopes":["applications.commands"],)"
      R"("permissions":"0"}}}})");
}

}  // namespace
}  // namespace cs2::discord
