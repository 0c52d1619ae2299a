// The real binary shows what the tables say, and leads from one thing to the next.
#include <gtest/gtest.h>

#include "e2e/profiles/fill_from_tables.hpp"
#include "e2e/profiles/through_discord.hpp"
#include "support/paths.hpp"

namespace cs2 {
namespace {

using test::TestServer;

TEST(Profiles, are_answered_by_the_binary_with_messages_that_discord_takes) {
  test::show_profiles(test::fill_from_tables);
}

TEST(Profiles, lead_on_and_back_after_a_restart) {
  TestServer server;
  test::Child seeding{
      {cs2::test::binary(), "seed"}, server.environment, (server.folder.path() / "seed.log").string()};
  ASSERT_EQ(seeding.wait(), 0) << seeding.printed();

  server.play([&]() -> Task<void> {
    const auto place = [&] {
      return sim::Location{.user = server.fan, .channel = server.discord->channels(server.guild).front()};
    };
    server.start_bot();
    co_await server.until_ready();
    co_await server.ask_until("/team northwind wolves",
                              "fjell");  // names are read a moment after the start
    const auto team = co_await server.act("/team northwind wolves");
    const auto identified = server.discord->statistics().gateway_identified;
    server.bot->kill(SIGKILL);
    server.start_bot();
    co_await server.until("the second start",
                          [&] { return server.discord->statistics().gateway_identified > identified; });

    const auto entry = sim::selectable_values(team.json).at(0);
    const auto chosen = server.discord->choose(place(), team.message, entry.custom_id, {entry.label});
    EXPECT_TRUE(chosen);
    const auto player = co_await server.discord->outcome(*chosen);
    const auto pushed =
        server.discord->press(place(), player.message, sim::pressable_buttons(player.json).at(0).custom_id);
    EXPECT_TRUE(pushed);
    const auto back = co_await server.discord->outcome(*pushed);

    EXPECT_TRUE(player.json.contains("fjell")) << player.json;
    EXPECT_EQ(sim::render_transcript(back.json, {}), sim::render_transcript(team.json, {}));
    EXPECT_EQ(back.message, team.message) << "the message is changed, not added";
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
  });
}

}  // namespace
}  // namespace cs2
