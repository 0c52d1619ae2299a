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

TEST(Clock, writes_a_day_alone) {
  const std::chrono::year_month_day date{std::chrono::year{2026}, std::chrono::month{7}, std::chrono::day{2}};

  EXPECT_EQ(to_iso_date(date), "2026-07-02");
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

TEST(HttpDate, is_written_and_read) {
  const auto at = *parse_iso8601("2026-11-01T09:05:07Z");

  EXPECT_EQ(to_http_date(at), "Sun, 01 Nov 2026 09:05:07 GMT");
  EXPECT_EQ(parse_http_date(to_http_date(at)), at);
}

TEST(HttpDate, in_another_form_is_none) {
  for (const auto* text :
       {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nex 1994 08:49:37 GMT",
        "Sun, 06 unF 1994 08:49:37 GMT", "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"})
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

}  // namespace
}  // namespace cs2
