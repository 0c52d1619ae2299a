#include "ingest/breaker.hpp"
#include "base/limits/ingest.hpp"

#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

Error error(ErrorKind kind, std::optional<milliseconds> retry_after = {}) {
  return {.kind = kind, .detail = "", .retry_after = retry_after};
}

TEST(Breaker, waits_longer_with_every_failure_up_to_a_bound) {
  Breaker breaker;
  milliseconds last{};

  for (int i = 0; i < 20; ++i) {
    breaker.failed("a", error(ErrorKind::unavailable), now);
    const auto pause = breaker.paused_until("a") - now;
    EXPECT_LE(pause, limits::ingest_pause_max);
    last = pause;
  }

  EXPECT_GE(last, limits::ingest_pause_max / 2);
}

TEST(Breaker, fails_feeds_alone_at_first) {
  Breaker breaker;

  breaker.failed("a", error(ErrorKind::timeout), now);

  EXPECT_GT(breaker.paused_until("a"), now);
  EXPECT_LE(breaker.paused_until("b"), now);
}

TEST(Breaker, leaves_the_whole_source_alone_after_a_few_failures_in_a_row) {
  Breaker breaker;

  for (const auto* feed : {"a", "b", "c"}) breaker.failed(feed, error(ErrorKind::unavailable), now);

  EXPECT_GT(breaker.paused_until("d"), now);
  EXPECT_TRUE(breaker.succeeded("a"));
  EXPECT_LE(breaker.paused_until("d"), now);
}

TEST(Breaker, lets_a_list_of_unknown_shape_keep_no_other_waiting) {
  Breaker breaker;

  for (int i = 0; i < 10; ++i) breaker.failed("a", error(ErrorKind::drift), now);

  EXPECT_LE(breaker.paused_until("b"), now);
  EXPECT_GT(breaker.paused_until("a"), now + 7min);
  EXPECT_LE(breaker.paused_until("a"), now + limits::ingest_drift_pause_max);
}

TEST(Breaker, looks_again_soon_after_the_first_unknown_shape) {
  Breaker breaker;

  breaker.failed("a", error(ErrorKind::drift), now);

  EXPECT_LE(breaker.paused_until("a"), now + limits::ingest_drift_pause_min);
}

TEST(Breaker, honours_the_wish_of_the_source_for_all_its_feeds) {
  Breaker breaker;

  breaker.failed("a", error(ErrorKind::rate_limited, 40min), now);

  EXPECT_EQ(breaker.paused_until("b"), now + 40min);
}

TEST(Breaker, does_not_repeat_what_cannot_succeed) {
  for (const auto kind :
       {ErrorKind::unauthorized, ErrorKind::forbidden, ErrorKind::invalid, ErrorKind::not_found}) {
    Breaker breaker;

    breaker.failed("a", error(kind), now);

    EXPECT_EQ(breaker.paused_until("a"), now + 60min) << name(kind);
  }
}

TEST(Breaker, tells_beginning_and_end_of_a_streak) {
  Breaker breaker;

  EXPECT_TRUE(breaker.failed("a", error(ErrorKind::timeout), now));
  EXPECT_FALSE(breaker.failed("a", error(ErrorKind::timeout), now));
  EXPECT_EQ(breaker.failures("a"), 2);
  EXPECT_TRUE(breaker.succeeded("a"));
  EXPECT_FALSE(breaker.succeeded("a"));
}

}  // namespace
}  // namespace cs2::ingest
