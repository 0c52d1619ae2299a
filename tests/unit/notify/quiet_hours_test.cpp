#include <gtest/gtest.h>

#include "notify/quiet_hours.hpp"

namespace cs2::notify {
namespace {

Timestamp at(std::string_view time) {
  return parse_iso8601(time).value();
}

store::GuildSettings quiet(int from, int until) {
  store::GuildSettings settings;
  settings.time_zone = "Europe/Berlin";
  settings.quiet_hours = store::QuietHours{.from = from * 60, .until = until * 60};
  return settings;
}

TEST(QuietHours, hold_until_they_end_in_the_servers_time_zone) {
  const auto night = quiet(23, 8);

  EXPECT_EQ(end_of_quiet_hours(night, at("2026-07-12T21:00:00Z")), at("2026-07-13T06:00:00Z"));
  EXPECT_EQ(end_of_quiet_hours(night, at("2026-07-12T05:59:59Z")), at("2026-07-12T06:00:00Z"));
  EXPECT_EQ(end_of_quiet_hours(night, at("2026-07-12T06:00:00Z")), std::nullopt);
  EXPECT_EQ(end_of_quiet_hours(night, at("2026-07-12T20:59:00Z")), std::nullopt);
}

TEST(QuietHours, may_lie_within_a_day) {
  const auto noon = quiet(12, 14);

  EXPECT_EQ(end_of_quiet_hours(noon, at("2026-01-12T11:30:00Z")), at("2026-01-12T13:00:00Z"));
  EXPECT_EQ(end_of_quiet_hours(noon, at("2026-01-12T13:00:00Z")), std::nullopt);
  EXPECT_EQ(end_of_quiet_hours(noon, at("2026-01-12T10:59:00Z")), std::nullopt);
}

TEST(QuietHours, end_by_the_clock_also_on_days_when_it_changes) {
  const auto night = quiet(23, 8);

  EXPECT_EQ(end_of_quiet_hours(night, at("2026-03-29T00:30:00Z")), at("2026-03-29T06:00:00Z"));
  EXPECT_EQ(end_of_quiet_hours(night, at("2026-03-29T01:30:00Z")), at("2026-03-29T06:00:00Z"));
  EXPECT_EQ(end_of_quiet_hours(night, at("2026-10-25T00:30:00Z")), at("2026-10-25T07:00:00Z"));
  // Two o'clock does not come that night.
  const auto until_two = end_of_quiet_hours(quiet(23, 2), at("2026-03-29T00:30:00Z"));
  ASSERT_TRUE(until_two.has_value());
  EXPECT_EQ(end_of_quiet_hours(quiet(23, 2), *until_two), std::nullopt);
}

TEST(QuietHours, are_none_until_somebody_wants_them) {
  EXPECT_EQ(end_of_quiet_hours({}, at("2026-01-12T03:00:00Z")), std::nullopt);
}

}  // namespace
}  // namespace cs2::notify
