#include "discord/identify_buckets.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{1'000'000ms};

TEST(IdentifyBuckets, let_one_shard_identify_every_five_seconds) {
  IdentifyBuckets buckets{1};
  EXPECT_EQ(buckets.take(0, start), std::nullopt);
  EXPECT_TRUE(buckets.take(1, start));

  buckets.give_back(0, true, start + 1s);

  EXPECT_EQ(buckets.take(1, start + 1s), 5s);
  EXPECT_EQ(buckets.take(1, start + 4s), 2s);
  EXPECT_EQ(buckets.take(1, start + 6s), std::nullopt);
}

TEST(IdentifyBuckets, let_shards_of_other_buckets_go_together) {
  IdentifyBuckets buckets{2};

  EXPECT_EQ(buckets.take(0, start), std::nullopt);
  EXPECT_EQ(buckets.take(1, start), std::nullopt);
  EXPECT_TRUE(buckets.take(2, start));
  EXPECT_TRUE(buckets.take(3, start));
}

TEST(IdentifyBuckets, are_free_at_once_when_nothing_was_sent) {
  IdentifyBuckets buckets{1};
  static_cast<void>(buckets.take(0, start));

  buckets.give_back(0, false, start);

  EXPECT_EQ(buckets.take(1, start), std::nullopt);
}

}  // namespace
}  // namespace cs2::discord
