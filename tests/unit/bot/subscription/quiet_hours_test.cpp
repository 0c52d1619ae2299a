#include "bot/subscription/quiet_hours.hpp"

#include <gtest/gtest.h>

namespace cs2::bot {
namespace {

using store::QuietHours;

TEST(QuietHours, are_read_as_people_write_them) {
  const QuietHours night{.from = 1380, .until = 480};

  for (const std::string_view typed : {"23:00-08:00", "23-8", " 23:00 - 8:00 ", "23.00–08.00", "23:00 – 8"})
    EXPECT_EQ(parse_quiet_hours(typed), night) << typed;
  EXPECT_EQ(parse_quiet_hours("24-6:30"), (QuietHours{.from = 0, .until = 390}));
}

TEST(QuietHours, are_none_where_nobody_can_tell_when) {
  for (const std::string_view typed : {"", "off", "23", "23:00", "8-8", "0-24", "25-8", "23:60-8", "24:30-8",
                                       "-8", "8-", "a-b", "023-8", "8--9"})
    EXPECT_EQ(parse_quiet_hours(typed), std::nullopt) << typed;
}

TEST(QuietHours, leave_time_for_what_was_held) {
  for (const std::string_view typed : {"23:00-08:00", "8-7", "0:00-23:00"})
    EXPECT_TRUE(leaves_time(parse_quiet_hours(typed).value())) << typed;
  for (const std::string_view typed : {"00:00-23:59", "8:00-7:30"})
    EXPECT_FALSE(leaves_time(parse_quiet_hours(typed).value())) << typed;
}

TEST(QuietHours, are_shown_with_two_digits) {
  EXPECT_EQ(clock_text(450), "07:30");
  EXPECT_EQ(clock_text(0), "00:00");
}

}  // namespace
}  // namespace cs2::bot
