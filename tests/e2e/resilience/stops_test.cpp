// SIGTERM to the real binary while something that it depends on hangs: it is gone within ten seconds, after
// which Docker and systemd kill, and with status 0, because nothing was wrong with it.
#include <gtest/gtest.h>

#include <thread>

#include "store/database/internal/sql.hpp"
#include "store/database/migrate.hpp"
#include "support/private_postgres.hpp"
#include "support/private_redis.hpp"
#include "support/temporary_database.hpp"
#include "support/test_server.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;

// All or none: waiting for one while holding another could end in a deadlock with the bot, which goes on
// meanwhile.
void lock_tables(store::Sql& sql) {
  constexpr int tries = 1'000;
  for (int tried = 1;; ++tried) {
    sql.run_once("BEGIN");
    try {
      return sql.run_once(
          "LOCK TABLE match, change, delivery, target, lease, feed, state, generation, guild NOWAIT");
    } catch (const std::exception&) {
      sql.run_once("ROLLBACK");
      if (tried == tries) throw;
    }
    std::this_thread::sleep_for(10ms);
  }
}

class Stops : public testing::Test {
 protected:
  // The bot runs, then `hang` happens; a moment later, when it has been run into, the bot is told to stop.
  void stop_under(std::function<void()> hang, std::function<void()> release) {
    server_.play([&]() -> Task<void> {
      server_.start_bot();
      co_await server_.until_ready();
      hang();
      co_await server_.loop.sleep(1500ms);
      co_await expect_a_quick_end();
      release();
    });
  }

  Task<void> expect_a_quick_end() {
    const auto began = std::chrono::steady_clock::now();
    server_.bot->signal(SIGTERM);
    std::optional<int> status;
    while (!(status = server_.bot->poll()) && std::chrono::steady_clock::now() - began < 30s)
      co_await server_.loop.sleep(10ms);
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_EQ(status.value_or(-1), 0) << server_.bot->printed();
    EXPECT_LT(took, 10s) << server_.bot->printed();
  }

  std::unique_ptr<store::Store> open_store() {
    auto opened = store::Store::open(
        {.database_url = server_.environment.at("DATABASE_URL"), .redis_url = ""}, server_.clock, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(*opened);
  }

  test::TestServer server_;
  Metrics metrics_;
};

TEST_F(Stops, while_postgres_does_not_answer) {
  const test::PrivatePostgres postgres;
  server_.environment["DATABASE_URL"] = postgres.url();

  stop_under([&] { postgres.freeze(); }, [&] { postgres.thaw(); });
}

TEST_F(Stops, while_postgres_does_not_answer_at_the_start) {
  const test::PrivatePostgres postgres;
  server_.environment["DATABASE_URL"] = postgres.url();
  postgres.freeze();

  server_.play([&]() -> Task<void> {
    server_.start_bot();
    co_await server_.loop.sleep(1500ms);
    co_await expect_a_quick_end();
  });
  postgres.thaw();
}

TEST_F(Stops, while_tables_are_locked) {
  const test::TemporaryDatabase database{test::Database::postgres};
  server_.environment["DATABASE_URL"] = database.url();
  std::unique_ptr<store::Store> other;
  std::optional<store::SqlPool::Lent> session;

  stop_under(
      [&] {
        other = open_store();
        session.emplace(other->sql().write());
        lock_tables(**session);
      },
      [&] {
        (*session)->run_once("ROLLBACK");
        session.reset();
      });
}

TEST_F(Stops, while_another_process_holds_the_sqlite_file) {
  std::unique_ptr<store::Store> other;
  std::optional<store::SqlPool::Lent> session;

  stop_under(
      [&] {
        other = open_store();
        session.emplace(other->sql().write());
        (*session)->run_once("BEGIN EXCLUSIVE");
      },
      [&] {
        (*session)->run_once("ROLLBACK");
        session.reset();
      });
}

TEST_F(Stops, while_redis_does_not_answer) {
  test::PrivateRedis redis;
  server_.environment["REDIS_URL"] = redis.url();

  stop_under([&] { redis.freeze(); }, [&] { redis.thaw(); });
}

TEST_F(Stops, while_discords_gateway_is_silent) {
  stop_under(
      [&] {
        server_.discord->acknowledge_heartbeats(false);
        server_.discord->leave_unanswered(100, 100);
        server_.discord->drop_gateway();
      },
      [] {});
}

// Connections are accepted by the kernel, and nobody reads what they say.
TEST_F(Stops, while_discord_does_not_answer_at_the_start) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int port = test::free_port();
  const auto address = test::loopback(port);
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(listener, 16), 0);
  server_.environment["DISCORD_API_BASE_URL"] = fmt::format("http://127.0.0.1:{}/api/v10", port);

  server_.play([&]() -> Task<void> {
    server_.start_bot();
    co_await server_.until("it has started", [&] { return server_.bot->printed().contains("app: started"); });
    co_await server_.loop.sleep(500ms);
    co_await expect_a_quick_end();
  });
  ::close(listener);
}

}  // namespace
}  // namespace cs2
