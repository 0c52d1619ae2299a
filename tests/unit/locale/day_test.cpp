#include <gtest/gtest.h>

#include "locale/language.hpp"

namespace cs2::locale {
namespace {

using namespace std::chrono_literals;

Timestamp at(std::string_view text) {
  return parse_iso8601(text).value();
}

TEST(Day, begins_at_midnight_of_its_time_zone) {
  const auto day = day_of(at("2026-07-12T01:30:00Z"), "America/New_York");

  EXPECT_EQ(to_iso8601(day.from), "2026-07-11T04:00:00Z");
  EXPECT_EQ(to_iso8601(day.to), "2026-07-12T04:00:00Z");
}

TEST(Day, is_an_hour_shorter_or_longer_when_clocks_change) {
  const auto spring = day_of(at("2026-03-29T12:00:00Z"), "Europe/Berlin");
  const auto autumn = day_of(at("2026-10-25T12:00:00Z"), "Europe/Berlin");

  EXPECT_EQ(spring.to - spring.from, 23h);
  EXPECT_EQ(autumn.to - autumn.from, 25h);
}

TEST(Day, begins_later_where_midnight_is_skipped) {
  const auto day = day_of(std::chrono::year{2026} / 3 / 29, "Asia/Beirut");

  EXPECT_EQ(day.to - day.from, 23h);
  EXPECT_EQ(to_iso8601(day.to), "2026-03-29T21:00:00Z");
}

TEST(Day, is_counted_from_the_day_in_that_zone) {
  const auto now = at("2026-07-12T23:30:00Z");  // the 13th in Tokyo already

  EXPECT_EQ(to_iso8601(day_of(now, "Asia/Tokyo", 1).from), "2026-07-13T15:00:00Z");
  EXPECT_EQ(to_iso8601(day_of(now, "Asia/Tokyo", -1).from), "2026-07-11T15:00:00Z");
}

TEST(Day, is_that_of_utc_in_an_unknown_zone) {
  const auto day = day_of(at("2026-07-12T01:30:00Z"), "Mars/Olympus");

  EXPECT_EQ(to_iso8601(day.from), "2026-07-12T00:00:00Z");
}

TEST(Day, has_no_second_midnight_where_clocks_go_back_to_it) {
  const auto day = day_of(std::chrono::year{2026} / 11 / 1, "America/Havana");  // 1:00 becomes 0:00

  EXPECT_EQ(to_iso8601(day.from), "2026-11-01T04:00:00Z");
  EXPECT_EQ(day.to - day.from, 25h);
}

TEST(Day, is_half_an_hour_longer_on_lord_howe) {
  const auto autumn = day_of(std::chrono::year{2026} / 4 / 5, "Australia/Lord_Howe");
  const auto spring = day_of(std::chrono::year{2026} / 10 / 4, "Australia/Lord_Howe");

  EXPECT_EQ(autumn.to - autumn.from, 24h + 30min);
  EXPECT_EQ(spring.to - spring.from, 23h + 30min);
}

TEST(LocalTime, is_what_a_clock_on_the_wall_shows) {
  const auto shown = local_time(at("2026-07-12T22:05:59Z"), "Asia/Kolkata");

  EXPECT_EQ(shown.date, std::chrono::year{2026} / 7 / 13);
  EXPECT_EQ(shown.since_midnight, 3h + 35min);
}

}  // namespace
}  // namespace cs2::locale
