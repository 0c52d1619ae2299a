// A fan takes the bot along: where it answers, and whose settings count there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_server.hpp"

namespace cs2 {
namespace {

using test::TestServer;

class Installs : public testing::Test {
 protected:
  Installs() {
    test::Child seeding{
        {test::binary(), "seed"}, server_.environment, (server_.folder.path() / "seed.log").string()};
    if (seeding.wait() != 0) throw std::runtime_error(seeding.printed());
  }

  Task<sim::Outcome> use(sim::Snowflake channel, std::string command,
                         std::vector<discord::GivenOption> options = {}) {
    // Who manages one server manages none where the bot is not.
    const auto sent = server_.discord->slash({.user = server_.manager, .channel = channel}, command, options);
    if (!sent) throw std::runtime_error(sent.error().detail);
    co_return co_await server_.discord->outcome(*sent);
  }

  TestServer server_;
};

TEST_F(Installs, look_ups_answer_in_all_five_places_and_only_the_own_server_has_settings) {
  auto& discord = *server_.discord;
  const auto foreign = discord.add_guild({.name = "Without the bot", .has_bot = false});
  const auto server = discord.channels(server_.guild).front();
  const std::vector<sim::Snowflake> elsewhere{discord.channels(foreign).front(),
                                              discord.open_direct(server_.manager),
                                              discord.add_group("friends"), discord.add_group("two of us")};

  server_.play([&]() -> Task<void> {
    server_.start_bot();
    co_await server_.until_ready();
    EXPECT_TRUE(discord.commands_json().contains(R"("integration_types":[0,1])"));
    co_await use(server, "settings", {{.name = "spoilers", .value = std::string{"hide"}}});

    const auto at_home = co_await use(server, "results");
    EXPECT_THAT(at_home.json, testing::HasSubstr("||")) << "scores are hidden here";
    for (const auto place : elsewhere) {
      for (const auto* command : {"live", "upcoming", "results", "events", "ranking", "help"}) {
        const auto outcome = co_await use(place, command);
        EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << command;
        EXPECT_FALSE(outcome.json.empty()) << command;
        EXPECT_THAT(outcome.json, testing::Not(testing::HasSubstr("||"))) << command;
      }
      const auto refused = co_await use(place, "settings");
      EXPECT_THAT(refused.json, testing::HasSubstr("server")) << refused.json;
    }
    EXPECT_TRUE(discord.violations().empty()) << discord.violations().front();
    EXPECT_EQ(discord.statistics().refused, 0);
    EXPECT_EQ(discord.statistics().failed_interactions, 0);
  });
}

}  // namespace
}  // namespace cs2
