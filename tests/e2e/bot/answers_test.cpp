// The real binary answers people.
#include <gtest/gtest.h>

#include "support/town.hpp"

namespace cs2 {
namespace {

using test::Town;

void seed(Town& town) {
  test::Child seeding{{CS2_BINARY, "seed"}, town.environment, (town.folder.path() / "seed.log").string()};
  ASSERT_EQ(seeding.wait(), 0) << seeding.printed();
}

TEST(Answers, every_command_answers_with_valid_messages) {
  Town town;
  seed(town);

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    for (const std::string line :
         {"/live", "/upcoming", "/results", "/match", "/help", "/results tier:s", "/upcoming day:tomorrow",
          "/live spoilers:hide", "/match nobody-is-called-so"}) {
      if (line == "/match") continue;  // wants its words
      const auto outcome = co_await town.act(line);
      EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << line;
      EXPECT_FALSE(outcome.json.empty()) << line;
    }
    EXPECT_TRUE(town.discord->violations().empty()) << town.discord->violations().front();
    EXPECT_EQ(town.discord->statistics().refused, 0);
    EXPECT_EQ(town.discord->statistics().failed_interactions, 0);
  });
}

TEST(Answers, commands_are_written_once_and_not_again_at_the_next_start) {
  Town town;

  town.play([&]() -> Task<void> {
    const auto writes = [&] {
      int count = 0;
      for (const auto& request : town.discord->requests()) count += request.method == "PUT" ? 1 : 0;
      return count;
    };
    town.start_bot();
    co_await town.until_ready();
    EXPECT_EQ(writes(), 1);
    const auto identified = town.discord->statistics().gateway_identified;
    town.bot->kill(SIGKILL);
    town.start_bot();
    co_await town.until("the second start",
                        [&] { return town.discord->statistics().gateway_identified > identified; });
    co_await town.ask("/live");
    EXPECT_EQ(writes(), 1);
  });
}

TEST(Answers, commands_that_somebody_deleted_are_written_again_at_the_next_start) {
  Town town;
  const auto http = io::make_http(town.loop, town.metrics, "DiscordBot (https://example.org, 1)");

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    const auto count = town.discord->commands().size();
    town.bot->kill(SIGKILL);
    const auto emptied = co_await http->send(
        {.method = "PUT",
         .url = fmt::format("{}/applications/{}/commands", town.discord->api_base_url(),
                            discord::to_string(town.discord->application_id())),
         .headers = {{"Authorization", "Bot " + town.discord->token()}, {"Content-Type", "application/json"}},
         .body = "[]"});
    EXPECT_TRUE(emptied);
    EXPECT_TRUE(town.discord->commands().empty());

    town.start_bot();
    co_await town.until_ready();

    EXPECT_EQ(town.discord->commands().size(), count);
  });
}

TEST(Answers, commands_are_registered_although_discord_fails_at_first) {
  Town town;

  town.play([&]() -> Task<void> {
    town.environment["DISCORD_APPLICATION_ID"] = discord::to_string(town.discord->application_id());
    town.discord->fail_next(sim::Fault::server_error,
                            2);  // of the commands' list, and of the gateway's address
    town.start_bot();
    co_await town.until_ready();

    EXPECT_EQ((co_await town.act("/live")).state, sim::Outcome::State::answered);
    EXPECT_TRUE(town.bot->printed().contains("registering commands failed, retrying")) << town.bot->printed();
  });
}

TEST(Answers, stopping_is_orderly_and_quick) {
  Town town;

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    town.bot->signal(SIGTERM);
    std::optional<int> status;
    for (int waited = 0; waited < 1'200 && !(status = town.bot->poll()); ++waited)
      co_await town.loop.sleep(milliseconds{10});
    EXPECT_EQ(status, 0) << town.bot->printed();
    EXPECT_NE(town.bot->printed().find("\"app: stopped\""), std::string::npos);
    town.bot.reset();
  });
}

TEST(Answers, stopping_amid_a_flood_of_commands_is_orderly_too) {
  Town town;
  seed(town);

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    bool over = false;
    const auto flood = [&]() -> Task<void> {
      co_await town.discord->send({.command = "live", .count = 20'000, .at_once = 64});
      over = true;
    };
    const auto before = town.discord->statistics().interactions;
    town.loop.spawn("flood", flood());
    co_await town.until("the flood", [&] { return town.discord->statistics().interactions > before + 500; });

    town.bot->signal(SIGTERM);
    std::optional<int> status;
    for (int waited = 0; waited < 1'200 && !(status = town.bot->poll()); ++waited)
      co_await town.loop.sleep(milliseconds{10});
    EXPECT_EQ(status, 0) << town.bot->printed();
    EXPECT_TRUE(town.bot->printed().contains("\"app: stopped\"")) << town.bot->printed();
    EXPECT_FALSE(over) << "the flood ended before the bot was asked to stop";
    EXPECT_EQ(town.discord->statistics().refused, 0);
    town.bot.reset();
  });
}

TEST(Answers, a_wrong_token_stops_with_a_sentence) {
  Town town;
  town.environment["DISCORD_TOKEN"] = "wrong." + town.environment["DISCORD_TOKEN"].substr(6);

  town.play([&]() -> Task<void> {
    town.start_bot();
    std::optional<int> status;
    for (int waited = 0; waited < 3'000 && !(status = town.bot->poll()); ++waited)
      co_await town.loop.sleep(milliseconds{10});
    EXPECT_EQ(status, 1);
    EXPECT_NE(town.bot->printed().find("token"), std::string::npos) << town.bot->printed();
    EXPECT_EQ(town.bot->printed().find(town.environment["DISCORD_TOKEN"]), std::string::npos);
    town.bot.reset();
  });
}

TEST(Answers, the_gateway_is_resumed_after_every_kind_of_loss) {
  Town town;

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    const auto resumed = [&] { return town.discord->statistics().gateway_resumed; };

    town.discord->drop_gateway();
    co_await town.until("a resume after a drop", [&] { return resumed() == 1 && town.discord->connected(); });
    town.discord->close_gateway(4000);
    co_await town.until("a resume after close code 4000",
                        [&] { return resumed() == 2 && town.discord->connected(); });
    town.discord->ask_to_reconnect();
    co_await town.until("a resume after op 7", [&] { return resumed() == 3 && town.discord->connected(); });

    EXPECT_EQ((co_await town.act("/live")).state, sim::Outcome::State::answered);
    EXPECT_EQ(town.discord->statistics().gateway_identified, 1);
    EXPECT_EQ(town.discord->statistics().gateway_faults, 0);
  });
}

}  // namespace
}  // namespace cs2
