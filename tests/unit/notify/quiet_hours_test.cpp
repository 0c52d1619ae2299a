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

// Summer time by an hour, by half an hour and by two, at midnight, and for Ramadan.
TEST(QuietHours, end_soon_and_for_good_around_every_change_of_the_year) {
  for (const auto* zone : {"Europe/Berlin", "America/New_York", "America/Havana", "Africa/Casablanca",
                           "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Antarctica/Troll"}) {
    for (const auto& [from, until] : {std::pair{23 * 60, 8 * 60}, {60, 2 * 60 + 15}, {22 * 60, 30}}) {
      store::GuildSettings settings;
      settings.time_zone = zone;
      settings.quiet_hours = store::QuietHours{.from = from, .until = until};
      for (auto now = at("2026-01-01T00:00:00Z"); now < at("2027-01-01T00:00:00Z"); now += minutes{45}) {
        const auto end = end_of_quiet_hours(settings, now);
        if (!end) continue;
        ASSERT_GT(*end, now) << zone << ' ' << to_iso8601(now);
        ASSERT_LE(*end - now, hours{12}) << zone << ' ' << to_iso8601(now);
        ASSERT_EQ(end_of_quiet_hours(settings, *end), std::nullopt) << zone << ' ' << to_iso8601(now);
      }
    }
  }
}

TEST(QuietHours, are_none_until_somebody_wants_them) {
  EXPECT_EQ(end_of_quiet_hours({}, at("2026-01-12T03:00:00Z")), std::nullopt);
}

}  // namespace
}  // namespace cs2::notify
