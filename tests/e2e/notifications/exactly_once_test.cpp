// The real binary telling what happens, while it is killed, hung up on and lied to: every message that must
// be sent arrives exactly once.
//
// The test writes the facts itself, as a worker elsewhere would. CS2_TEST_KILLS says how often the process is
// killed (30 when absent; there is more to tell the more often it is), CS2_TEST_SEED at which moments; the
// seed is printed.
#include "e2e/notifications/exactly_once.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <numeric>

#include "support/private_postgres.hpp"
#include "support/private_redis.hpp"

namespace cs2 {
namespace {

TEST_P(ExactlyOnce, though_it_is_killed_at_any_moment) {
  const auto kills = static_cast<int>(test::number_from_environment("CS2_TEST_KILLS", 30));
  const int happening = std::max(matches, kills / 5);  // as much as Discord lets through meanwhile
  town_.play([&]() -> Task<void> {
    co_await survive_kills(
        happening, [this](int number) { let_happen(number); }, []() -> Task<void> { co_return; });
    check();
  });
}

// Whoever is asked to go leaves nothing to wait for: no lease, and nothing sent that is not written down.
TEST_P(ExactlyOnce, though_it_is_stopped_again_and_again) {
  town_.play([&]() -> Task<void> {
    auto worker = launch();
    for (int number = 0; number < matches; ++number) {
      let_happen(number);
      co_await until_started(*worker);
      co_await town_.loop.sleep(milliseconds{chance_() % 500});
      worker->signal(SIGTERM);
      while (!worker->poll()) co_await town_.loop.sleep(10ms);
      EXPECT_EQ(worker->wait(), 0) << worker->printed();
      EXPECT_EQ(count("target WHERE lease_until > 0"), 0) << worker->printed();
      worker = launch();
    }
    co_await until_told();
    check();
  });
}

TEST_P(ExactlyOnce, though_discord_fails_in_every_way) {
  using sim::Fault;
  town_.discord->set_chaos({.shares = {{Fault::server_error, 0.04},
                                       {Fault::bad_gateway, 0.04},
                                       {Fault::rate_limited, 0.04},
                                       {Fault::reset, 0.04},
                                       {Fault::hung_up, 0.04},
                                       {Fault::lost_after_accept, 0.06},
                                       {Fault::hung_up_after_accept, 0.06}},
                            .only = "/messages",
                            .seed = seed_});
  town_.play([&]() -> Task<void> {
    const auto worker = launch();
    for (int number = 0; number < matches; ++number) {
      let_happen(number);
      co_await town_.loop.sleep(milliseconds{chance_() % 300});
    }
    // Until nearly all has come through: what has had bad luck again and again need not have it for ever.
    const auto nearly_all = static_cast<std::int64_t>(wanted() * 95 / 100);
    for (int waited = 0; waited < 6'000 && count("delivery WHERE state = 'sent'") < nearly_all; ++waited)
      co_await town_.loop.sleep(20ms);
    town_.discord->set_chaos({});
    co_await until_told();
    worker->signal(SIGTERM);
    EXPECT_EQ(worker->wait(), 0) << worker->printed();
    EXPECT_GT(town_.discord->statistics().faults, 20);
    EXPECT_GT(town_.discord->statistics().repeats, 0) << "some answer was lost after the message was posted";
    check();
  });
}

// A source that repeats itself, a restore, an operator who imports twice: what was told is not told again.
TEST_P(ExactlyOnce, though_the_whole_day_is_told_again) {
  town_.play([&]() -> Task<void> {
    for (const bool again : {false, true}) {
      const auto before = town_.discord->statistics().messages;
      const auto worker = launch();
      std::vector<int> order(matches);
      std::iota(order.begin(), order.end(), 0);
      if (again) std::ranges::shuffle(order, chance_);
      for (const auto number : order) {
        if (again) {
          apply(number);
        } else {
          let_happen(number);
        }
        co_await town_.loop.sleep(milliseconds{chance_() % 100});
      }
      co_await until_told();
      co_await until_started(*worker);
      worker->signal(SIGTERM);
      EXPECT_EQ(worker->wait(), 0) << worker->printed();
      EXPECT_EQ(count("change"), again ? 2 * matches : matches) << "it did happen again";
      if (again) {
        EXPECT_EQ(arrived(), expected_);
        EXPECT_EQ(town_.discord->statistics().messages, before);
        // What ends twice may have ended otherwise: the message that stands is changed.
        EXPECT_EQ(count("delivery WHERE state = 'sent' AND edits IS NULL"),
                  static_cast<std::int64_t>(wanted()));
      } else {
        check();
      }
    }
  });
}

INSTANTIATE_TEST_SUITE_P(, ExactlyOnce,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

// Two workers over services of the test's own, which it treats badly.
class ExactlyOnceOverBrokenServices : public ExactlyOnce {
 protected:
  void SetUp() override {
    if (test::PrivatePostgres::programs().empty()) FAIL() << "PostgreSQL is not installed";
    postgres_ = std::make_unique<test::PrivatePostgres>();
    redis_ = std::make_unique<test::PrivateRedis>();
    prepare(postgres_->url(), redis_->url());
  }
  void TearDown() override { store_.reset(); }

  // Two workers tell everything and go in order, whatever `damage` does after each match.
  void outlast(const std::function<Task<void>(int number)>& damage) {
    town_.play([&]() -> Task<void> {
      std::vector<std::unique_ptr<test::Child>> workers(2);
      for (auto& worker : workers) worker = launch();
      for (const auto& worker : workers) co_await until_started(*worker);
      for (int number = 0; number < matches; ++number) {
        let_happen(number);
        co_await damage(number);
      }
      for (const auto& worker : workers) EXPECT_FALSE(worker->poll()) << worker->printed();
      co_await until_told();
      for (const auto& worker : workers) {
        co_await until_started(*worker);
        worker->signal(SIGTERM);
        EXPECT_EQ(worker->wait(), 0) << worker->printed();
      }
      check();
    });
  }

  std::unique_ptr<test::PrivatePostgres> postgres_;
  std::unique_ptr<test::PrivateRedis> redis_;
};

TEST_P(ExactlyOnceOverBrokenServices, though_redis_forgets_everything_again_and_again) {
  outlast([&](int) -> Task<void> {
    for (int times = 0; times < 10; ++times) {
      co_await town_.loop.sleep(milliseconds{chance_() % 60});
      redis_->empty();
    }
  });
}

TEST_P(ExactlyOnceOverBrokenServices, though_redis_dies_and_comes_back) {
  outlast([&](int number) -> Task<void> {
    co_await town_.loop.sleep(milliseconds{chance_() % 400});
    if (number % 4 == 1) redis_->kill();
    if (number % 4 == 3) redis_->start();
  });
}

TEST_P(ExactlyOnceOverBrokenServices, though_the_database_crashes_again_and_again) {
  outlast([&](int number) -> Task<void> {
    if (number % 2 == 0) co_return;
    co_await town_.loop.sleep(milliseconds{100 + chance_() % 900});
    postgres_->stop();
    co_await town_.loop.sleep(milliseconds{chance_() % 300});
    postgres_->start();
    open();         // our own connections are as broken
    free_leases();  // what was claimed and not known to be
  });
}

INSTANTIATE_TEST_SUITE_P(, ExactlyOnceOverBrokenServices,
                         testing::Values(Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2
