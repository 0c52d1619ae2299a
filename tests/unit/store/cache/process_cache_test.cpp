#include <gtest/gtest.h>

#include "store/cache/cache.hpp"

namespace cs2::store {
namespace {

constexpr Timestamp start = from_unix_seconds(1'790'000'000);

TEST(ProcessCache, keeps_a_value_for_its_life) {
  ManualClock clock{start};
  const auto cache = make_process_cache(clock, 10);
  cache->put("key", "value", seconds{30});

  clock.advance(seconds{29});
  EXPECT_EQ(cache->find("key"), "value");

  clock.advance(seconds{1});
  EXPECT_EQ(cache->find("key"), std::nullopt);
}

TEST(ProcessCache, holds_no_more_than_its_entries) {
  const ManualClock clock{start};
  const auto cache = make_process_cache(clock, 2);

  for (const auto* key : {"a", "b", "c"}) cache->put(key, key, seconds{30});

  EXPECT_EQ(cache->find("a"), std::nullopt);
  EXPECT_EQ(cache->find("b"), "b");
  EXPECT_EQ(cache->find("c"), "c");
}

TEST(ProcessCache, erases) {
  const ManualClock clock{start};
  const auto cache = make_process_cache(clock, 2);
  cache->put("a", "1", seconds{30});

  cache->erase("a");

  EXPECT_EQ(cache->find("a"), std::nullopt);
  EXPECT_TRUE(cache->reachable());
}

}  // namespace
}  // namespace cs2::store
