// The real binary shows what was recorded, and leads from one thing to the next.
#include <gtest/gtest.h>

#include "e2e/profiles/recorded_store.hpp"
#include "store/queries/names.hpp"
#include "support/paths.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using test::TestServer;

constexpr std::size_t asked_of_each = 8;

// Loads it into the database of the town, and gives lines that ask for some of it.
std::vector<std::string> fill(TestServer& server) {
  test::RecordedStore recorded{server.environment.at("DATABASE_URL"), server.clock, server.metrics};
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
  TestServer server;
  auto lines = fill(server);
  lines.insert(lines.end(), {"/events", "/ranking", "/ranking system:valve_europe", "/help"});

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    for (const auto& line : lines) {
      const auto outcome = co_await server.act(line);
      EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << line;
      EXPECT_FALSE(outcome.json.empty()) << line;
    }
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
    EXPECT_EQ(server.discord->statistics().refused, 0);
    EXPECT_EQ(server.discord->statistics().failed_interactions, 0);
  });
  fmt::print("{} answers\n", lines.size());
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
    co_await server.ask_until("/team glacier wolves",
                              "fjordling");  // names are read a moment after the start
    const auto team = co_await server.act("/team glacier wolves");
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

    EXPECT_TRUE(player.json.contains("fjordling")) << player.json;
    EXPECT_EQ(sim::render_transcript(back.json, {}), sim::render_transcript(team.json, {}));
    EXPECT_EQ(back.message, team.message) << "the message is changed, not added";
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
  });
}

}  // namespace
}  // namespace cs2
