// A server is set up, managed by a role, looked after and forgotten, with the real binary.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_server.hpp"

namespace cs2 {
namespace {

using test::TestServer;
using testing::HasSubstr;
using testing::Not;

constexpr sim::Snowflake helpers{4242};

std::string mention(sim::Snowflake channel) {
  return fmt::format("<#{}>", channel.value);
}

TEST(AdministrationByTheBinary, lets_a_server_be_set_up_managed_and_forgotten) {
  TestServer server;
  auto& discord = *server.discord;
  const auto open = discord.add_channel(server.guild, "matches");
  const auto closed = discord.add_channel(server.guild, "quiet", discord::permission::view_channel);
  discord.give_role(server.fan, helpers);

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();

    EXPECT_THAT(co_await server.ask("/settings"), HasSubstr("You need Manage Server"));
    EXPECT_THAT(co_await server.ask("/settings default_channel:" + mention(closed), server.manager),
                HasSubstr("Send Messages, Embed Links"));
    const auto set_up =
        co_await server.ask(fmt::format("/settings default_channel:{} quiet_hours:23-8 add_manager:<@&{}>",
                                        mention(open), helpers.value),
                            server.manager);
    EXPECT_THAT(set_up, HasSubstr("Saved."));

    // The role counts at once, for everything but roles.
    EXPECT_THAT(co_await server.ask("/settings spoilers:hide"), HasSubstr("Saved."));
    EXPECT_THAT(co_await server.ask("/settings add_manager:<@&1>"), HasSubstr("to change manager roles"));
    const auto log = co_await server.ask("/audit");
    EXPECT_THAT(log, HasSubstr("Scores"));
    EXPECT_THAT(log, HasSubstr("Quiet hours"));
    EXPECT_THAT(co_await server.ask("/audit action:alias"), HasSubstr("No changes for this filter"));

    const auto exported = co_await server.act("/privacy export whose:server", server.manager);
    EXPECT_TRUE(exported.ephemeral);
    EXPECT_THAT(exported.json, HasSubstr("cs2results.json"));

    const auto asked = co_await server.act("/privacy delete whose:server", server.manager);
    const auto pressed =
        discord.press({.user = server.manager, .channel = discord.channels(server.guild).front()},
                      asked.message, "/privacy server");
    EXPECT_TRUE(pressed);
    const auto done = co_await discord.outcome(*pressed);
    EXPECT_THAT(done.json, HasSubstr("Data deleted."));
    EXPECT_THAT(co_await server.ask("/settings"), HasSubstr("You need Manage Server"));
    EXPECT_THAT(co_await server.ask("/settings", server.manager), HasSubstr("Off"));

    EXPECT_TRUE(discord.violations().empty()) << discord.violations().front();
    EXPECT_EQ(discord.statistics().refused, 0);
    EXPECT_EQ(discord.statistics().failed_interactions, 0);
  });
}

}  // namespace
}  // namespace cs2
