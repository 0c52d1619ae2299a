// The real binary answers people.
#include <gtest/gtest.h>

#include "support/paths.hpp"
#include "support/simulation/control.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using test::TestServer;

void seed(TestServer& server) {
  test::Child seeding{
      {cs2::test::binary(), "seed"}, server.environment, (server.folder.path() / "seed.log").string()};
  ASSERT_EQ(seeding.wait(), 0) << seeding.printed();
}

TEST(Answers, every_command_answers_with_valid_messages) {
  TestServer server;
  seed(server);

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    for (const std::string line :
         {"/live", "/upcoming", "/results", "/match", "/help", "/results tier:s", "/upcoming day:tomorrow",
          "/live spoilers:hide", "/match nobody-is-called-so"}) {
      if (line == "/match") continue;  // wants its words
      const auto outcome = co_await server.act(line);
      EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << line;
      EXPECT_FALSE(outcome.json.empty()) << line;
    }
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
    EXPECT_EQ(server.discord->statistics().refused, 0);
    EXPECT_EQ(server.discord->statistics().failed_interactions, 0);
  });
}

TEST(Answers, commands_are_written_once_and_not_again_at_the_next_start) {
  TestServer server;

  server.play([&]() -> Task<void> {
    const auto writes = [&] {
      int count = 0;
      for (const auto& request : server.discord->requests()) count += request.method == "PUT" ? 1 : 0;
      return count;
    };
    server.start_bot();
    co_await server.until_ready();
    EXPECT_EQ(writes(), 1);
    const auto identified = server.discord->statistics().gateway_identified;
    server.bot->kill(SIGKILL);
    server.start_bot();
    co_await server.until("the second start",
                          [&] { return server.discord->statistics().gateway_identified > identified; });
    co_await server.ask("/live");
    EXPECT_EQ(writes(), 1);
  });
}

TEST(Answers, commands_that_somebody_deleted_are_written_again_at_the_next_start) {
  TestServer server;
  const auto http = io::make_http(server.loop, server.metrics, "DiscordBot (https://example.org, 1)");

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    const auto count = server.discord->commands().size();
    server.bot->kill(SIGKILL);
    const auto emptied =
        co_await http->send({.method = "PUT",
                             .url = fmt::format("{}/applications/{}/commands", server.discord->api_base_url(),
                                                discord::to_string(server.discord->application_id())),
                             .headers = {{"Authorization", "Bot " + server.discord->token()},
                                         {"Content-Type", "application/json"}},
                             .body = "[]"});
    EXPECT_TRUE(emptied);
    EXPECT_TRUE(server.discord->commands().empty());

    server.start_bot();
    co_await server.until_ready();

    EXPECT_EQ(server.discord->commands().size(), count);
  });
}

TEST(Answers, commands_are_registered_although_discord_fails_at_first) {
  TestServer server;

  server.play([&]() -> Task<void> {
    server.environment["DISCORD_APPLICATION_ID"] = discord::to_string(server.discord->application_id());
    // Of the application, the commands' list, and the gateway's address.
    server.discord->fail_next(sim::Fault::server_error, 3);
    server.start_bot();
    co_await server.until_ready();

    EXPECT_EQ((co_await server.act("/live")).state, sim::Outcome::State::answered);
    EXPECT_TRUE(server.bot->printed().contains("registering commands failed, retrying"))
        << server.bot->printed();
  });
}

TEST(Answers, stopping_is_orderly_and_quick) {
  TestServer server;

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    server.bot->signal(SIGTERM);
    std::optional<int> status;
    for (int waited = 0; waited < 1'200 && !(status = server.bot->poll()); ++waited)
      co_await server.loop.sleep(milliseconds{10});
    EXPECT_EQ(status, 0) << server.bot->printed();
    EXPECT_NE(server.bot->printed().find("\"app: stopped\""), std::string::npos);
    server.bot.reset();
  });
}

TEST(Answers, stopping_amid_a_flood_of_commands_is_orderly_too) {
  TestServer server;
  seed(server);

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    bool over = false;
    const auto flood = [&]() -> Task<void> {
      co_await sim::send_burst(
          server.discord->state(),
          {.lines = {{.command = "live", .options = {}}}, .count = 20'000, .at_once = 64});
      over = true;
    };
    const auto before = server.discord->statistics().interactions;
    server.loop.spawn("flood", flood());
    co_await server.until("the flood",
                          [&] { return server.discord->statistics().interactions > before + 500; });

    server.bot->signal(SIGTERM);
    std::optional<int> status;
    for (int waited = 0; waited < 1'200 && !(status = server.bot->poll()); ++waited)
      co_await server.loop.sleep(milliseconds{10});
    EXPECT_EQ(status, 0) << server.bot->printed();
    EXPECT_TRUE(server.bot->printed().contains("\"app: stopped\"")) << server.bot->printed();
    EXPECT_FALSE(over) << "the flood ended before the bot was asked to stop";
    EXPECT_EQ(server.discord->statistics().refused, 0);
    server.bot.reset();
  });
}

TEST(Answers, a_wrong_token_stops_with_a_sentence) {
  TestServer server;
  server.environment["DISCORD_TOKEN"] = "wrong." + server.environment["DISCORD_TOKEN"].substr(6);

  server.play([&]() -> Task<void> {
    server.start_bot();
    std::optional<int> status;
    for (int waited = 0; waited < 3'000 && !(status = server.bot->poll()); ++waited)
      co_await server.loop.sleep(milliseconds{10});
    EXPECT_EQ(status, 1);
    EXPECT_NE(server.bot->printed().find("token"), std::string::npos) << server.bot->printed();
    EXPECT_EQ(server.bot->printed().find(server.environment["DISCORD_TOKEN"]), std::string::npos);
    server.bot.reset();
  });
}

TEST(Answers, the_gateway_is_resumed_after_every_kind_of_loss) {
  TestServer server;

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    const auto resumed = [&] { return server.discord->statistics().gateway_resumed; };

    server.discord->drop_gateway();
    co_await server.until("a resume after a drop",
                          [&] { return resumed() == 1 && server.discord->connected(); });
    server.discord->close_gateway(4000);
    co_await server.until("a resume after close code 4000",
                          [&] { return resumed() == 2 && server.discord->connected(); });
    server.discord->ask_to_reconnect();
    co_await server.until("a resume after op 7",
                          [&] { return resumed() == 3 && server.discord->connected(); });

    EXPECT_EQ((co_await server.act("/live")).state, sim::Outcome::State::answered);
    EXPECT_EQ(server.discord->statistics().gateway_identified, 1);
    EXPECT_EQ(server.discord->statistics().gateway_faults, 0);
  });
}

}  // namespace
}  // namespace cs2
