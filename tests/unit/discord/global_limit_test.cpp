#include "discord/global_limit.hpp"

#include <gtest/gtest.h>

#include "base/limits/discord.hpp"

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp begun{1'000'000ms};

// Takes as many as it may in that time, and gives when.
std::vector<Timestamp> take_all(GlobalLimit& limit, milliseconds length, milliseconds lateness = 0ms) {
  std::vector<Timestamp> taken;
  auto now = begun;
  while (now < begun + length) {
    const auto wait = limit.wait(now);
    if (wait && *wait == 0ms) {
      limit.take(now);
      taken.push_back(now);
    } else {
      now += std::max(1ms, wait.value_or(1ms)) + lateness;
    }
  }
  return taken;
}

TEST(GlobalLimit, never_allows_more_in_any_second) {
  GlobalLimit limit{50};

  const auto taken = take_all(limit, 20s);

  for (std::size_t i = 50; i < taken.size(); ++i) EXPECT_GT(taken[i] - taken[i - 50], 1s);
}

TEST(GlobalLimit, is_kept_busy) {
  GlobalLimit limit{50};

  EXPECT_GE(take_all(limit, 100s).size(), 4900U);
}

TEST(GlobalLimit, loses_little_when_everyone_comes_late) {
  GlobalLimit limit{50};

  EXPECT_GE(take_all(limit, 100s, 4ms).size(), 4850U);
}

TEST(GlobalLimit, takes_thousands_a_second_although_nobody_wakes_so_often) {
  GlobalLimit limit{5000};

  EXPECT_GE(take_all(limit, 10s).size(), 49'000U);
}

TEST(GlobalLimit, does_not_let_a_burst_go_at_once) {
  GlobalLimit limit{50};

  EXPECT_LE(take_all(limit, 100ms).size(), 12U);
}

TEST(GlobalLimit, has_a_part_for_each_process_while_they_cannot_agree) {
  GlobalLimit limit{50};
  limit.go_alone(2);

  const auto taken = take_all(limit, 10s);

  for (std::size_t i = 25; i < taken.size(); ++i) EXPECT_GT(taken[i] - taken[i - 25], 1s);
  EXPECT_GT(taken.size(), 240U);
}

TEST(GlobalLimit, waits_for_slots_that_are_drawn_and_drops_those_that_are_late) {
  GlobalLimit limit{50};
  limit.draw();
  EXPECT_EQ(limit.wait(begun), std::nullopt);
  limit.add_slots(begun + 20ms, 20ms, 3);

  EXPECT_EQ(limit.wait(begun), 20ms);
  EXPECT_EQ(limit.wait(begun + 20ms), 0ms);
  limit.take(begun + 20ms);
  EXPECT_EQ(limit.wait(begun + 40ms + limits::rest_window_margin), 0ms);
  EXPECT_EQ(limit.wait(begun + 41ms + limits::rest_window_margin), 60ms - 41ms - limits::rest_window_margin);
  EXPECT_EQ(limit.slots(begun + 10s), 0U);
}

}  // namespace
}  // namespace cs2::discord
