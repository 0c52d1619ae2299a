// The real binary shows what was recorded, and leads from one thing to the next.
#include <gtest/gtest.h>

#include "e2e/profiles/recorded_store.hpp"
#include "store/queries/names.hpp"
#include "support/test_server.hpp"
#include "support/paths.hpp"

namespace cs2 {
namespace {

using test::Town;

constexpr std::size_t asked_of_each = 8;

// Loads it into the database of the town, and gives lines that ask for some of it.
std::vector<std::string> fill(Town& town) {
  test::RecordedStore recorded{town.environment.at("DATABASE_URL"), town.clock, town.metrics};
  std::map<store::NameKind, std::vector<std::string>> lines;
  for (const auto& named : store::list_names(recorded.store())) {
    const auto* command = named.kind == store::NameKind::team         ? "/team t:"
                          : named.kind == store::NameKind::tournament ? "/event e:"
                                                                      : "/player p:";
    lines[named.kind].push_back(command + std::to_string(named.id));
  }
  std::vector<std::string> some;
  for (const auto& [kind, all] : lines) {
    const auto stride = std::max<std::size_t>(1, all.size() / asked_of_each);
    for (std::size_t at = 0; at < all.size(); at += stride) some.push_back(all[at]);
  }
  return some;
}

TEST(Profiles, are_answered_by_the_binary_with_messages_that_discord_takes) {
  CS2_NEEDS_RECORDED_STORE();
  Town town;
  auto lines = fill(town);
  lines.insert(lines.end(), {"/events", "/ranking", "/ranking system:valve_europe", "/help"});

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    for (const auto& line : lines) {
      const auto outcome = co_await town.act(line);
      EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << line;
      EXPECT_FALSE(outcome.json.empty()) << line;
    }
    EXPECT_TRUE(town.discord->violations().empty()) << town.discord->violations().front();
    EXPECT_EQ(town.discord->statistics().refused, 0);
    EXPECT_EQ(town.discord->statistics().failed_interactions, 0);
  });
  fmt::print("{} answers\n", lines.size());
}

TEST(Profiles, lead_on_and_back_after_a_restart) {
  Town town;
  test::Child seeding{{cs2::test::binary(), "seed"}, town.environment, (town.folder.path() / "seed.log").string()};
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
