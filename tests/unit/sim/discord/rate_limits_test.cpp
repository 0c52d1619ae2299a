#include "sim/discord/internal/rest_api/rate_limits.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

constexpr Bucket bucket{"bucket", 2, 5s};
const auto noon = *parse_iso8601("2026-11-23T12:00:00Z");

TEST(RateLimits, allow_a_bucket_its_number_and_open_again_when_the_window_ends) {
  RateLimits limits(50, 10'000);

  EXPECT_EQ(limits.take(bucket, 1, noon).remaining, 1);
  EXPECT_EQ(limits.take(bucket, 1, noon + 1s).remaining, 0);
  const auto refused = limits.take(bucket, 1, noon + 2s);

  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.reset_after, 3s);
  EXPECT_TRUE(limits.take(bucket, 1, noon + 5s).allowed);
}

TEST(RateLimits, count_every_channel_apart) {
  RateLimits limits(50, 10'000);

  limits.take(bucket, 1, noon);
  limits.take(bucket, 1, noon);

  EXPECT_FALSE(limits.take(bucket, 1, noon).allowed);
  EXPECT_TRUE(limits.take(bucket, 2, noon).allowed);
}

TEST(RateLimits, allow_a_bot_fifty_requests_a_second) {
  RateLimits limits(50, 10'000);

  for (int i = 0; i < 50; ++i) EXPECT_FALSE(limits.take_global(noon)) << i;

  EXPECT_EQ(limits.take_global(noon + 400ms), 600ms);
  EXPECT_FALSE(limits.take_global(noon + 1s));
}

TEST(RateLimits, block_an_address_that_asks_wrongly_too_often) {
  RateLimits limits(50, 3);

  for (int i = 0; i < 3; ++i) limits.count_invalid(noon + minutes{i});

  EXPECT_TRUE(limits.is_blocked(noon + 3min));
  EXPECT_FALSE(limits.is_blocked(noon + 10min));
}

}  // namespace
}  // namespace cs2::sim
