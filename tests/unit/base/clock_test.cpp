#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Clock, writes_and_reads_iso_8601) {
  const auto at = parse_iso8601("2026-07-12T21:00:05Z");

  ASSERT_TRUE(at);
  EXPECT_EQ(to_iso8601(*at), "2026-07-12T21:00:05Z");
  EXPECT_EQ(unix_seconds(*at), 1783890005);
}

TEST(Clock, keeps_milliseconds_and_drops_what_is_finer) {
  EXPECT_EQ(to_iso8601(*parse_iso8601("2025-03-08T11:46:08.123456Z")), "2025-03-08T11:46:08.123Z");
  EXPECT_EQ(to_iso8601(*parse_iso8601("2025-03-08T11:46:08.000000Z")), "2025-03-08T11:46:08Z");
}

TEST(Clock, applies_offsets) {
  EXPECT_EQ(parse_iso8601("2026-11-23T18:00:00+02:00"), parse_iso8601("2026-11-23T16:00:00Z"));
  EXPECT_EQ(parse_iso8601("2026-11-23T18:00:00-0330"), parse_iso8601("2026-11-23T21:30:00Z"));
}

TEST(Clock, refuses_what_is_no_moment) {
  for (const auto* text :
       {"", "2026", "2026-07-12", "2026-07-12T21:00:00", "2026-13-12T21:00:00Z", "2026-02-30T00:00:00Z",
        "2026-07-12T25:00:00Z", "2026-07-12T21:00:00Zx", "2026-07-12T21:00:00.Z", "0x26-07-12T21:00:00Z"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

TEST(Clock, moves_only_when_told) {
  ManualClock clock{from_unix_seconds(1'000)};

  clock.advance(seconds{30});

  EXPECT_EQ(clock.now(), from_unix_seconds(1'030));
  EXPECT_EQ(clock.real(seconds{5}), seconds{5});
}

TEST(Clock, accelerated_waits_are_shorter_but_never_nothing) {
  const AcceleratedClock clock{from_unix_seconds(0), 60};

  EXPECT_EQ(clock.real(minutes{1}), seconds{1});
  EXPECT_EQ(clock.real(milliseconds{1}), milliseconds{1});
}

}  // namespace
}  // namespace cs2
