#include "store/cache/internal/redis_address.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace cs2::store {
namespace {

RedisAddress parsed(std::string_view url) {
  const auto address = parse_redis_url(url);
  EXPECT_TRUE(address) << url;
  return address.value_or(RedisAddress{});
}

TEST(RedisAddress, needs_only_a_host) {
  EXPECT_EQ(parsed("redis://cache"), (RedisAddress{.host = "cache"}));
  EXPECT_EQ(parsed("redis://cache/"), (RedisAddress{.host = "cache"}));
}

TEST(RedisAddress, takes_port_and_database) {
  EXPECT_EQ(parsed("redis://10.0.0.7:6380/2"),
            (RedisAddress{.host = "10.0.0.7", .port = 6380, .database = 2}));
  EXPECT_EQ(parsed("redis://[::1]:6380"), (RedisAddress{.host = "::1", .port = 6380}));
}

TEST(RedisAddress, decodes_user_and_password) {
  EXPECT_EQ(parsed("redis://:p%40ss%2Fw@cache"), (RedisAddress{.host = "cache", .password = "p@ss/w"}));
  EXPECT_EQ(parsed("redis://bot:secret@cache"),
            (RedisAddress{.host = "cache", .user = "bot", .password = "secret"}));
}

TEST(RedisAddress, refuses_anything_else_without_repeating_the_password) {
  for (const auto* url : {"cache:6379", "rediss://cache", "redis://", "redis://cache:port", "redis://cache:0",
                          "redis://cache:70000", "redis://cache/one", "redis://secret@cache",
                          "redis://:sec%zz@cache", "redis://:secret@"}) {
    const auto address = parse_redis_url(url);
    ASSERT_FALSE(address) << url;
    EXPECT_EQ(address.error().detail.find("sec"), std::string::npos) << address.error().detail;
  }
}

}  // namespace
}  // namespace cs2::store
