// Two processes of one bot, as far as Discord can tell: two clients, each with its own connection to Redis.
#include "app/shared_limits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "discord/rest.hpp"
#include "io/http.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "support/temporary_database.hpp"

namespace cs2::app {
namespace {

// Discord allows that many more than the two take together, so that a busy machine does not disturb; alone,
// each would take all of its 40.
constexpr int permitted = 50;
constexpr int wanted = 40;
constexpr std::size_t each = 60;  // messages of a process

struct Process {
  Process(io::Loop& loop, const Clock& clock, sim::Discord& discord, const std::string& redis_url)
      : blocking(loop, 2, 100),
        shared(make_shared_limits(Settings{.discord_token = discord.token(), .redis_url = redis_url},
                                  blocking, metrics)),
        http(io::make_http(loop, metrics, "DiscordBot (https://example.org, 1)")),
        rest(loop, *http, clock, metrics,
             {.token = discord.token(), .base_url = discord.api_base_url(), .requests_per_second = wanted},
             shared.get()) {}

  Metrics metrics;
  io::Blocking blocking;
  std::unique_ptr<discord::SharedLimits> shared;
  std::unique_ptr<io::Http> http;
  discord::Rest rest;
};

class SharedLimitsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = sim::Discord::start(loop, clock, {.requests_per_second = permitted});
    ASSERT_TRUE(started) << started.error().detail;
    discord = std::move(*started);
    const auto guild = discord->add_guild({.name = "Town"});
    for (int i = 0; i < 60; ++i) channels.push_back(discord->add_channel(guild, "channel"));
  }

  Task<void> post(Process& process, std::size_t number) {
    const auto sent = co_await process.rest.create_message(channels[number % channels.size()],
                                                           {.content = "x", .nonce = std::to_string(number)});
    if (sent) ++posted;
    if (++answered == 2 * each) loop.stop();
  }

  void post_with_both(const std::string& redis_url) {
    Process first{loop, clock, *discord, redis_url};
    Process second{loop, clock, *discord, redis_url};
    for (std::size_t i = 0; i < each; ++i) {
      loop.spawn("first", post(first, i));
      loop.spawn("second", post(second, each + i));
    }
    loop.run();
  }

  SystemClock clock;
  io::Loop loop;
  std::unique_ptr<sim::Discord> discord;
  std::vector<discord::Snowflake> channels;
  std::size_t posted = 0;
  std::size_t answered = 0;
};

TEST_F(SharedLimitsTest, are_kept_by_two_processes_together) {
  post_with_both(test::environment("CS2_TEST_REDIS_URL"));

  EXPECT_EQ(posted, 2 * each);
  EXPECT_EQ(discord->statistics().rate_limited, 0);
}

TEST_F(SharedLimitsTest, are_kept_slower_while_redis_is_away) {
  post_with_both("redis://127.0.0.1:1/0");

  EXPECT_EQ(posted, 2 * each);
  EXPECT_EQ(discord->statistics().rate_limited, 0);
}

TEST_F(SharedLimitsTest, would_not_be_kept_by_two_that_know_nothing_of_each_other) {
  post_with_both("");

  EXPECT_GT(discord->statistics().rate_limited, 0);
}

}  // namespace
}  // namespace cs2::app
