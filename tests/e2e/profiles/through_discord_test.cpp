// The real binary shows what the tables say, and leads from one thing to the next.
#include <gtest/gtest.h>

#include "e2e/profiles/fill_from_tables.hpp"
#include "e2e/profiles/through_discord.hpp"

namespace cs2 {
namespace {

using test::Town;

TEST(Profiles, are_answered_by_the_binary_with_messages_that_discord_takes) {
  test::show_profiles(test::fill_from_tables);
}

TEST(Profiles, lead_on_and_back_after_a_restart) {
  Town town;
  test::Child seeding{{CS2_BINARY, "seed"}, town.environment, (town.folder.path() / "seed.log").string()};
  ASSERT_EQ(seeding.wait(), 0) << seeding.printed();

  town.play([&]() -> Task<void> {
    const auto place = [&] {
      return sim::Place{.user = town.fan, .channel = town.discord->channels(town.guild).front()};
    };
    town.start_bot();
    co_await town.until_ready();
    co_await town.ask_until("/team glacier wolves", "fjordling");  // names are read a moment after the start
    const auto team = co_await town.act("/team glacier wolves");
    const auto identified = town.discord->statistics().gateway_identified;
    town.bot->kill(SIGKILL);
    town.start_bot();
    co_await town.until("the second start",
                        [&] { return town.discord->statistics().gateway_identified > identified; });

    const auto entry = sim::selectable_values(team.json).at(0);
    const auto chosen = town.discord->choose(place(), team.message, entry.custom_id, {entry.label});
    EXPECT_TRUE(chosen);
    const auto player = co_await town.discord->outcome(*chosen);
    const auto pushed =
        town.discord->press(place(), player.message, sim::pressable_buttons(player.json).at(0).custom_id);
    EXPECT_TRUE(pushed);
    const auto back = co_await town.discord->outcome(*pushed);

    EXPECT_TRUE(player.json.contains("fjordling")) << player.json;
    EXPECT_EQ(sim::render_transcript(back.json, {}), sim::render_transcript(team.json, {}));
    EXPECT_EQ(back.message, team.message) << "the message is changed, not added";
    EXPECT_TRUE(town.discord->violations().empty()) << town.discord->violations().front();
  });
}

}  // namespace
}  // namespace cs2
