// The real binary between a simulated Discord and whatever sources a test sets up.
//
// The simulation runs on the test's loop; the story of a test is a coroutine on it. Every wait is bounded,
// and ends as soon as what it waits for is true.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "io/http.hpp"
#include "io/loop.hpp"
#include "sim/client/prompt.hpp"
#include "sim/client/transcript.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "support/child.hpp"
#include "support/paths.hpp"
#include "support/published.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::test {

class TestServer {
 public:
  explicit TestServer(sim::DiscordSettings settings = {}) {
    settings.requests_per_second = 1000;
    settings.check_body = published_check();
    auto started = sim::Discord::start(loop, clock, std::move(settings));
    if (!started) throw std::runtime_error(started.error().detail);
    discord = std::move(*started);
    guild = discord->add_guild({.name = "Counter-Strike friends"});
    fan = discord->add_user({.name = "fan"});
    manager = discord->add_user({.name = "manager", .permissions = discord::permission::manage_guild});
    environment = {{"DISCORD_TOKEN", discord->token()},
                   {"DISCORD_API_BASE_URL", discord->api_base_url()},
                   {"DATABASE_URL", "sqlite://" + (folder.path() / "cs2.db").string()},
                   // Nothing listens there: a test that wants a source names it.
                   {"LIQUIPEDIA_BASE_URL", "http://127.0.0.1:9/counterstrike"},
                   {"VALVE_STANDINGS_BASE_URL", "off"},
                   {"HTTP_CONTACT", "tests@example.org"},
                   {"LISTEN", "off"},
                   {"LOG_FORMAT", "json"},
                   {"HOME", folder.path().string()}};
  }

  // Plays the story to its end, then stops everything. A failed assertion in it is the test's.
  void play(std::function<Task<void>()> story) {
    loop.spawn("story", tell(std::move(story)));
    EXPECT_EQ(loop.run(), 0);
  }

  void start_bot(std::vector<std::string> arguments = {"run"}) {
    arguments.insert(arguments.begin(), cs2::test::binary());
    bot.reset();  // two would not share a database
    bot = std::make_unique<Child>(std::move(arguments), environment,
                                  (folder.path() / ("bot" + std::to_string(++starts) + ".log")).string());
  }

  // Waits until `holds`, at most a minute; `what` is for the message.
  Task<void> until(std::string what, std::function<bool()> holds) {
    for (int waited = 0; waited < 6'000; ++waited) {
      if (holds()) co_return;
      if (bot) {
        if (const auto status = bot->poll()) {
          throw std::runtime_error(
              fmt::format("the bot ended with status {} before {}: {}", *status, what, bot->printed()));
        }
      }
      co_await loop.sleep(milliseconds{10});
    }
    throw std::runtime_error("nothing came of: " + what + "\n" + (bot ? bot->printed() : ""));
  }

  Task<void> until_ready() {
    co_await until("the gateway is connected and commands are registered",
                   [this] { return discord->connected() && !discord->commands().empty(); });
  }

  // Types a line as the fan (or somebody else) and gives what they then see, spoilers hidden.
  Task<std::string> ask(std::string line, sim::Snowflake user = {}) {
    const auto outcome = co_await act(std::move(line), user);
    co_return outcome.json.empty() ? "(no answer)" : sim::render_transcript(outcome.json, {});
  }

  Task<sim::Outcome> act(std::string line, sim::Snowflake user = {}) {
    const sim::Location place{.user = user ? user : fan, .channel = discord->channels(guild).front()};
    std::vector<discord::CommandSpec> specs;
    for (const auto& command : discord->commands()) specs.push_back(command.spec);
    const auto typed = sim::parse_prompt(line, specs);
    if (!typed) throw std::runtime_error(line + ": " + typed.error().detail);
    const auto& command = std::get<sim::TypedCommand>(*typed);
    const auto sent = command.suggest ? discord->autocomplete(place, command.command, command.options)
                                      : discord->slash(place, command.command, command.options);
    if (!sent) throw std::runtime_error(line + ": " + sent.error().detail);
    co_return co_await discord->outcome(*sent);
  }

  // Asks again and again until the answer contains `words`.
  Task<std::string> ask_until(std::string line, std::string words) {
    std::string answer;
    for (int tries = 0; tries < 600; ++tries) {
      answer = co_await ask(line);
      if (answer.find(words) != std::string::npos) co_return answer;
      co_await loop.sleep(milliseconds{100});
    }
    throw std::runtime_error(line + " never said " + words + " but\n" + answer + "\n" +
                             (bot ? bot->printed() : ""));
  }

  TemporaryFolder folder;
  SystemClock clock;
  Metrics metrics;
  io::Loop loop;
  std::unique_ptr<sim::Discord> discord;
  std::map<std::string, std::string> environment;
  std::unique_ptr<Child> bot;
  sim::Snowflake guild;
  sim::Snowflake fan;
  sim::Snowflake manager;
  int starts = 0;

 private:
  Task<void> tell(std::function<Task<void>()> story) {
    try {
      co_await story();
    } catch (const std::exception& broken) {
      ADD_FAILURE() << broken.what();
    }
    bot.reset();
    loop.stop();
  }
};

}  // namespace cs2::test
