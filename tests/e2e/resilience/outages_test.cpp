// What the real binary does when a part of its world is away, refuses once, or does not answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "support/loopback.hpp"
#include "support/private_postgres.hpp"
#include "support/temporary_database.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using sim::Fault;
using testing::HasSubstr;

class Outages : public testing::Test {
 protected:
  // Until the bot has ended by itself.
  Task<int> ended(std::chrono::seconds at_most = 30s) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    std::optional<int> status;
    while (!(status = server_.bot->poll()) && std::chrono::steady_clock::now() < end)
      co_await server_.loop.sleep(10ms);
    co_return status.value_or(-1);
  }
  Task<void> until_printed(std::string text) {
    co_await server_.until("the log says: " + text, [&] { return server_.bot->printed().contains(text); });
  }

  test::TestServer server_;
};

TEST_F(Outages, a_gateway_that_confirms_nothing_is_left_within_45_seconds) {
  server_.start_bot();
  server_.play([&]() -> Task<void> {
    co_await server_.until_ready();
    server_.discord->leave_unanswered(1, 1);
    const auto began = std::chrono::steady_clock::now();
    server_.discord->drop_gateway();
    co_await server_.until("a new session",
                           [&] { return server_.discord->statistics().gateway_identified == 2; });
    co_await until_printed("\"next\":\"identify\"");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 45s);
    EXPECT_THAT(server_.bot->printed(), HasSubstr("no READY or RESUMED in time"));
    EXPECT_THAT(co_await server_.ask("/help"), testing::Not(HasSubstr("no answer")));
  });
}

TEST_F(Outages, a_single_401_silences_nothing) {
  server_.start_bot();
  server_.play([&]() -> Task<void> {
    co_await server_.until_ready();
    server_.discord->fail_next(Fault::unauthorized, 1, "/channels/");
    static_cast<void>(co_await server_.ask("/test-notification", server_.manager));
    co_await server_.until("a notification is posted", [&] { return !server_.discord->posted().empty(); });
    EXPECT_THAT(server_.bot->printed(), HasSubstr("but the token is valid"));
    EXPECT_FALSE(server_.bot->poll());
  });
}

TEST_F(Outages, a_token_that_is_refused_twice_ends_the_process) {
  server_.start_bot();
  server_.play([&]() -> Task<void> {
    co_await server_.until_ready();
    server_.discord->set_chaos({.shares = {{Fault::unauthorized, 1.0}}, .only = "/"});
    static_cast<void>(co_await server_.ask("/test-notification", server_.manager));
    EXPECT_EQ(co_await ended(), 1);
    EXPECT_THAT(server_.bot->printed(), HasSubstr("Invalid bot token"));
  });
}

TEST_F(Outages, a_worker_with_a_wrong_token_does_not_stay) {
  const test::TemporaryDatabase database{test::Database::postgres};
  server_.environment["DATABASE_URL"] = database.url();
  server_.environment["DISCORD_TOKEN"] = "MTIzNDU2.of.nobody";
  server_.start_bot({"worker"});
  server_.play([&]() -> Task<void> {
    EXPECT_EQ(co_await ended(), 1);
    EXPECT_THAT(server_.bot->printed(), HasSubstr("Invalid bot token"));
  });
}

TEST_F(Outages, commands_that_discord_refuses_stop_nothing_and_are_tried_again) {
  server_.discord->fail_next(Fault::invalid_form, 1, "/commands");
  server_.start_bot();
  server_.play([&]() -> Task<void> {
    co_await server_.until("the gateway is connected", [&] { return server_.discord->connected(); });
    co_await until_printed("commands rejected");
    co_await until_printed("commands registered");
    EXPECT_FALSE(server_.bot->poll());
  });
}

TEST_F(Outages, a_database_that_is_away_at_the_start_is_waited_for) {
  test::PrivatePostgres postgres;
  postgres.stop();
  server_.environment["DATABASE_URL"] = postgres.url();
  server_.environment["LISTEN"] = fmt::format("127.0.0.1:{}", test::free_port());
  const auto http = io::make_http(server_.loop, server_.metrics, "test");
  server_.start_bot();
  server_.play([&]() -> Task<void> {
    co_await until_printed("database: not reachable, retrying");
    const auto ready = co_await http->send({.url = "http://" + server_.environment["LISTEN"] + "/readyz"});
    if (!ready) throw std::runtime_error(ready.error().detail);
    EXPECT_EQ(ready->status, 503);
    EXPECT_THAT(ready->body, HasSubstr("database not reachable yet"));

    postgres.start();
    co_await server_.until_ready();
    server_.bot->signal(SIGTERM);
    EXPECT_EQ(co_await ended(), 0) << server_.bot->printed();
  });
}

TEST_F(Outages, a_second_bot_on_one_sqlite_file_is_refused_with_a_sentence) {
  server_.start_bot();
  server_.play([&]() -> Task<void> {
    co_await server_.until_ready();
    test::Child second{
        {test::binary(), "run"}, server_.environment, (server_.folder.path() / "second.log").string()};
    std::optional<int> status;
    while (!(status = second.poll())) co_await server_.loop.sleep(10ms);
    EXPECT_EQ(*status, 1);
    EXPECT_THAT(second.printed(), HasSubstr("is used by another running cs2results"));
    EXPECT_FALSE(server_.bot->poll());
  });
}

TEST_F(Outages, its_files_are_readable_by_its_user_alone) {
  namespace fs = std::filesystem;
  const auto state = server_.folder.path() / "state";
  fs::create_directory(state);
  fs::permissions(state, fs::perms{0755});
  std::ofstream{state / "cs2results.db"};
  fs::permissions(state / "cs2results.db", fs::perms{0644});
  server_.environment.erase("DATABASE_URL");
  server_.environment["STATE_DIRECTORY"] = state.string();
  const auto config = (server_.folder.path() / "config.toml").string();
  std::ofstream{config} << "pandascore_token = \"of-the-test\"\n";
  fs::permissions(config, fs::perms{0644});

  server_.start_bot({"--config", config, "run"});
  server_.play([&]() -> Task<void> {
    co_await server_.until_ready();
    EXPECT_EQ(fs::status(state).permissions(), fs::perms{0700});
    for (const auto& file : fs::directory_iterator(state))
      EXPECT_EQ(file.status().permissions(), fs::perms{0600}) << file.path();
    EXPECT_THAT(server_.bot->printed(), HasSubstr("readable by other users"));
  });
}

}  // namespace
}  // namespace cs2
