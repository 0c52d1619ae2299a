#include "sim/source/story_clock.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

TEST(StoryClock, goes_on_from_where_it_is_when_its_speed_changes) {
  StoryClock clock{Timestamp{hours{1000}}, 60};
  EXPECT_EQ(clock.real(minutes{1}), seconds{1});

  const auto before = clock.now();
  clock.set_speed(600);

  EXPECT_EQ(clock.speed(), 600);
  EXPECT_EQ(clock.real(minutes{10}), seconds{1});
  EXPECT_GE(clock.now(), before);
  EXPECT_LT(clock.now(), before + hours{24});
}

}  // namespace
}  // namespace cs2::sim
