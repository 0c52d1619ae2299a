// Places that a command names, before they are saved.
#include "bot/subscription/subscriptions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::HasSubstr;

constexpr ChannelOption to_channel{
    .name = "channel", .needs = discord::permission::view_channel | discord::permission::send_messages};
constexpr RoleOption to_role{.name = "role"};
constexpr auto usual = ~discord::permission::administrator & ~discord::permission::manage_threads;

class Places : public testing::Test {
 protected:
  static std::string said(const std::optional<Reply>& refused) {
    return refused ? refused->message.content : "";
  }
  std::string refused(const discord::GivenChannel& channel, std::uint64_t more = 0) {
    auto asked = command("follow", {{"channel", channel.id}});
    asked.channels = {channel};
    return said(refuse_channel(to_channel, world.call(asked), more));
  }

  World world;
};

TEST_F(Places, are_refused_with_what_the_bot_lacks_there) {
  discord::GivenChannel channel{
      .id = {42}, .guild_id = guild, .app_permissions = discord::permission::view_channel};
  EXPECT_THAT(refused(channel), HasSubstr("<#42>: **Send Messages**"));
  EXPECT_THAT(refused(channel, discord::permission::embed_links),
              HasSubstr("**Send Messages, Embed Links**"));

  channel.app_permissions = usual;
  EXPECT_EQ(refused(channel), "");
}

TEST_F(Places, are_refused_that_belong_to_another_server) {
  const discord::GivenChannel own{.id = {42}, .guild_id = guild, .app_permissions = usual};
  EXPECT_EQ(refused(own), "");
  for (const auto owner : {discord::Snowflake{501}, discord::Snowflake{}}) {
    auto other = own;
    other.guild_id = owner;
    EXPECT_THAT(refused(other), HasSubstr("Channel not found"));
  }
  auto asked = command("follow", {{"channel", discord::Snowflake{42}}});
  asked.channels.clear();
  EXPECT_THAT(said(refuse_channel(to_channel, world.call(asked))), HasSubstr("Channel not found"))
      << "Discord does not know it here";
}

TEST_F(Places, are_forums_only_with_a_tag_that_the_bot_may_use) {
  discord::GivenChannel forum{.id = {42},
                              .type = discord::ChannelType::forum,
                              .guild_id = guild,
                              .app_permissions = usual,
                              .requires_tag = true,
                              .tags = {{.id = {11}, .moderated = true}}};
  EXPECT_THAT(refused(forum), HasSubstr("<#42> requires a tag"));
  forum.tags.clear();
  EXPECT_THAT(refused(forum), HasSubstr("<#42> requires a tag"));

  forum.tags = {{.id = {11}, .moderated = true}, {.id = {12}}};
  EXPECT_EQ(refused(forum), "");
  forum.tags.pop_back();
  forum.app_permissions = ~std::uint64_t{0};
  EXPECT_EQ(refused(forum), "") << "who manages threads sets any";
}

TEST_F(Places, mention_roles_of_the_server_alone) {
  auto asked = command("follow", {{"role", discord::Snowflake{43}}});
  EXPECT_EQ(said(refuse_role(to_role, world.call(asked))), "");

  asked.roles.clear();
  EXPECT_THAT(said(refuse_role(to_role, world.call(asked))), HasSubstr("Role not found"));
  EXPECT_EQ(said(refuse_role(to_role, world.call(command("follow")))), "");
}

}  // namespace
}  // namespace cs2::bot
