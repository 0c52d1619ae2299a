// Scheduled events of the simulated Discord.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "unit/sim/discord/simulated_guild.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
using discord::to_string;

// The town's clock stands at noon of 2026-11-23.
std::string event(std::string_view start = "2026-11-23T17:00:00Z",
                  std::string_view end = "2026-11-23T20:00:00Z",
                  std::string_view location = "https://example.org/match/1") {
  return fmt::format(R"({{"entity_type":3,"privacy_level":2,"name":"Final","scheduled_start_time":"{}",)"
                     R"("scheduled_end_time":"{}","entity_metadata":{{"location":"{}"}}}})",
                     start, end, location);
}

class Events : public testing::Test {
 protected:
  void SetUp() override { server.discord->set_guild_permissions(server.guild, full_bot_permissions); }

  std::string path(std::string_view id = {}) const {
    auto text = "/guilds/" + to_string(server.guild) + "/scheduled-events";
    return id.empty() ? text : text + "/" + std::string(id);
  }
  Task<std::string> create() {
    const auto made = co_await server.ask("POST", path(), event());
    EXPECT_EQ(made.status, 200) << made.body;
    co_return std::string(object_of(made).at("id").as_string());
  }
  // What the bot is told when it asks that.
  Task<std::int64_t> code(std::string method, std::string where, std::string body = {}) {
    const auto response = co_await server.ask(std::move(method), std::move(where), std::move(body));
    server.clock.advance(10s);  // past the limit of the route
    co_return response.status < 300 ? 0 : code_of(response);
  }

  SimulatedGuild server;
};

TEST_F(Events, begin_and_end_by_themselves) {
  server.run([this](SimulatedGuild& here) -> Task<void> {
    const auto id = co_await create();
    const auto status = [&]() -> Task<std::int64_t> {
      co_return object_of(co_await here.ask("GET", path(id))).at("status").as_int64();
    };

    EXPECT_EQ(co_await status(), 1);
    here.clock.advance(5h);
    EXPECT_EQ(co_await status(), 2);
    EXPECT_EQ(here.discord->events(here.guild).size(), 1U);
    here.clock.advance(3h);
    EXPECT_EQ(co_await status(), 3);
    EXPECT_TRUE(here.discord->events(here.guild).empty());
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"name":"x"})"), 180000);
  });
}

TEST_F(Events, are_moved_and_canceled) {
  server.run([this](SimulatedGuild& here) -> Task<void> {
    const auto id = co_await create();

    EXPECT_EQ(co_await code("PATCH", path(id),
                            R"({"scheduled_start_time":"2026-11-24T17:00:00Z",
                                "scheduled_end_time":"2026-11-24T20:00:00Z"})"),
              0);
    EXPECT_EQ(here.discord->events(here.guild).at(0).event.starts_at, *parse_iso8601("2026-11-24T17:00:00Z"));
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"status":3})"), 50035);
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"status":4})"), 0);
    EXPECT_EQ(co_await code("DELETE", path(id)), 0);
    EXPECT_EQ(co_await code("DELETE", path(id)), 10070);
  });
}

TEST_F(Events, want_times_in_the_future_and_in_order_and_a_place) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    EXPECT_EQ(co_await code("POST", path(), event("2026-11-23T11:00:00Z")), 50035);
    EXPECT_EQ(co_await code("POST", path(), event("2026-11-23T17:00:00Z", "2026-11-23T16:00:00Z")), 50035);
    EXPECT_EQ(co_await code("POST", path(), event("tomorrow")), 50035);
    EXPECT_EQ(co_await code("POST", path(), event("2026-11-23T17:00:00Z", "2026-11-23T20:00:00Z", "")),
              50035);
    EXPECT_EQ(co_await code("POST", path(),
                            R"({"entity_type":3,"privacy_level":2,"name":"Final",
                                "scheduled_start_time":"2026-11-23T17:00:00Z",
                                "entity_metadata":{"location":"x"}})"),
              50035)
        << "without an end";
    EXPECT_EQ(co_await code("POST", path(), event()), 0);
  });
}

TEST_F(Events, keep_their_beginning_once_they_have_begun_and_may_be_prolonged) {
  server.run([this](SimulatedGuild& here) -> Task<void> {
    const auto id = co_await create();
    here.clock.advance(6h);

    EXPECT_EQ(co_await code("PATCH", path(id), R"({"scheduled_start_time":"2026-11-23T19:00:00Z"})"), 50035);
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"scheduled_end_time":"2026-11-23T22:00:00Z"})"), 0);
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"status":4})"), 50035);
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"status":3})"), 0);
  });
}

TEST_F(Events, are_a_hundred_per_guild) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    for (int i = 0; i < 100; ++i) EXPECT_EQ(co_await code("POST", path(), event()), 0) << i;
    EXPECT_EQ(co_await code("POST", path(), event()), 30038);
  });
}

TEST_F(Events, need_a_permission_that_managing_does_not_imply) {
  server.run([this](SimulatedGuild& here) -> Task<void> {
    const auto id = co_await create();
    here.discord->set_guild_permissions(here.guild, discord::permission::manage_events);
    EXPECT_EQ(co_await code("POST", path(), event()), 50013);
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"name":"x"})"), 0);
    here.discord->set_guild_permissions(here.guild, 0);
    EXPECT_EQ(co_await code("PATCH", path(id), R"({"name":"x"})"), 50013);
    EXPECT_EQ(co_await code("DELETE", path(id)), 50013);
  });
}

}  // namespace
}  // namespace cs2::sim
