#include "io/backoff.hpp"

#include <gtest/gtest.h>

namespace cs2::io {
namespace {

TEST(Backoff, doubles_up_to_its_most_and_draws_from_the_upper_half) {
  Backoff pause{milliseconds{100}, milliseconds{700}};

  for (const int whole : {100, 200, 400, 700, 700}) {
    const auto drawn = pause.next();
    EXPECT_GE(drawn, milliseconds{whole / 2});
    EXPECT_LE(drawn, milliseconds{whole});
  }
}

TEST(Backoff, begins_anew_after_a_reset) {
  Backoff pause{milliseconds{100}, seconds{60}};
  for (int i = 0; i < 20; ++i) pause.next();

  pause.reset();

  EXPECT_LE(pause.next(), milliseconds{100});
}

}  // namespace
}  // namespace cs2::io
