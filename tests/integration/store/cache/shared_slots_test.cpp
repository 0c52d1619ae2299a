#include "store/cache/shared_slots.hpp"
#include "support/private_redis.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace cs2::store {
namespace {

using namespace std::chrono_literals;

// Redis is connected to by a thread of its own; until then there is nothing.
SharedSlots::Block reserve(SharedSlots& slots, int count, std::chrono::microseconds spacing,
                           const std::vector<SharedSlots::Full>& full = {}) {
  for (int tries = 0; tries < 2000; ++tries) {
    if (auto block = slots.reserve(count, spacing, full)) return *block;
    std::this_thread::sleep_for(5ms);
  }
  throw std::runtime_error("Redis gives no slots");
}

class SharedSlotsTest : public testing::Test {
 protected:
  test::PrivateRedis redis;
  Metrics metrics;
  SharedSlots first{redis.url(), "limits:1", metrics};
  SharedSlots second{redis.url(), "limits:1", metrics};
};

TEST_F(SharedSlotsTest, give_each_slot_once) {
  const auto mine = reserve(first, 5, 10s);
  const auto others = reserve(second, 5, 10s);
  const auto mine_again = reserve(first, 1, 10s);

  EXPECT_EQ(mine.first_in, 0s);
  EXPECT_GT(others.first_in, 30s);
  EXPECT_LE(others.first_in, 50s);
  EXPECT_GT(mine_again.first_in, 80s);
  EXPECT_LE(mine_again.first_in, 100s);
}

TEST_F(SharedSlotsTest, know_how_many_draw) {
  EXPECT_EQ(reserve(first, 1, 1ms).processes, 1);
  EXPECT_EQ(reserve(second, 1, 1ms).processes, 2);
  EXPECT_EQ(reserve(first, 1, 1ms).processes, 2);
}

TEST_F(SharedSlotsTest, pass_on_what_is_used_up_once_and_to_the_others_only) {
  const SharedSlots::Full everything{.wait = 1min};
  const SharedSlots::Full channel{.bucket = "80c17d2f", .resource = 1'300'000'000'000'000'001, .wait = 1min};
  reserve(second, 1, 1ms);

  EXPECT_TRUE(reserve(first, 1, 1ms, {everything, channel}).full.empty());
  const auto heard = reserve(second, 1, 1ms).full;

  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].bucket, "");
  EXPECT_EQ(heard[1].bucket, channel.bucket);
  EXPECT_EQ(heard[1].resource, channel.resource);
  EXPECT_GT(heard[1].wait, 30s);
  EXPECT_LE(heard[1].wait, 1min);
  EXPECT_TRUE(reserve(second, 1, 1ms).full.empty());
  EXPECT_TRUE(reserve(first, 1, 1ms).full.empty());
}

TEST_F(SharedSlotsTest, keep_rates_of_other_names_apart) {
  SharedSlots another{redis.url(), "limits:2", metrics};
  reserve(first, 100, 10s, {{.wait = 1min}});

  const auto block = reserve(another, 1, 10s);

  EXPECT_EQ(block.first_in, 0s);
  EXPECT_EQ(block.processes, 1);
  EXPECT_TRUE(block.full.empty());
}

TEST_F(SharedSlotsTest, are_not_there_while_redis_is_away_and_begin_anew_when_it_is_back) {
  reserve(first, 100, 10s);
  redis.kill();

  EXPECT_FALSE(first.reserve(1, 10s, {}));

  redis.start();
  EXPECT_EQ(reserve(first, 1, 10s).first_in, 0s);
}

}  // namespace
}  // namespace cs2::store
