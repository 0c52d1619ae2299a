#include "store/cache/internal/lru.hpp"

#include <gtest/gtest.h>

namespace cs2::store {
namespace {

TEST(Lru, forgets_what_was_not_used_for_longest) {
  Lru<int> lru{2};
  lru.put("a", 1);
  lru.put("b", 2);

  ASSERT_NE(lru.find("a"), nullptr);
  lru.put("c", 3);

  EXPECT_NE(lru.find("a"), nullptr);
  EXPECT_EQ(lru.find("b"), nullptr);
  EXPECT_EQ(lru.size(), 2u);
}

TEST(Lru, replaces_the_value_of_a_key) {
  Lru<int> lru{2};
  lru.put("a", 1);
  lru.put("a", 2);

  EXPECT_EQ(*lru.find("a"), 2);
  EXPECT_EQ(lru.size(), 1u);
}

TEST(Lru, erases) {
  Lru<int> lru{2};
  lru.put("a", 1);

  lru.erase("a");
  lru.erase("never there");

  EXPECT_EQ(lru.find("a"), nullptr);
  EXPECT_EQ(lru.size(), 0u);
}

}  // namespace
}  // namespace cs2::store
