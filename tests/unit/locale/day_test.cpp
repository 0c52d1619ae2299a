#include <gtest/gtest.h>

#include <vector>

#include "locale/language.hpp"
#include "locale/time_zone.hpp"

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

TEST(LocalTime, is_what_a_clock_on_the_wall_shows) {
  const auto shown = local_time(at("2026-07-12T22:05:59Z"), "Asia/Kolkata");

  EXPECT_EQ(shown.date, std::chrono::year{2026} / 7 / 13);
  EXPECT_EQ(shown.since_midnight, 3h + 35min);
}

TEST(TimeZone, is_a_name_that_icu_knows) {
  EXPECT_TRUE(is_time_zone("Europe/Berlin"));
  EXPECT_TRUE(is_time_zone("UTC"));
  EXPECT_FALSE(is_time_zone("Europe/Bärlin"));
  EXPECT_FALSE(is_time_zone("GMT+1"));
  EXPECT_FALSE(is_time_zone(""));
}

TEST(TimeZone, is_understood_as_people_write_it) {
  for (const auto& [typed, zone] :
       std::vector<std::pair<std::string, std::string>>{{"Europe/Berlin", "Europe/Berlin"},
                                                        {"europe/berlin", "Europe/Berlin"},
                                                        {"Moscow", "Europe/Moscow"},
                                                        {" new york ", "America/New_York"},
                                                        {"CET", "Europe/Berlin"},
                                                        {"cest", "Europe/Berlin"},
                                                        {"MSK", "Europe/Moscow"},
                                                        {"utc", "UTC"},
                                                        {"Asia/Calcutta", "Asia/Calcutta"}})
    EXPECT_EQ(find_time_zone(typed), zone) << typed;
  for (const auto* typed : {"", " ", "Nowhere", "GMT+1", "Europe"})
    EXPECT_EQ(find_time_zone(typed), std::nullopt) << typed;
}

TEST(TimeZone, is_found_by_a_part_of_its_name) {
  EXPECT_EQ(list_time_zones("cet", 1), std::vector<std::string>{"Europe/Berlin"});
  EXPECT_EQ(list_time_zones("new yo", 5), std::vector<std::string>{"America/New_York"});
  EXPECT_EQ(list_time_zones("europe/ber", 1), std::vector<std::string>{"Europe/Berlin"});
  EXPECT_EQ(list_time_zones("", 25).size(), 25U);
}

}  // namespace
}  // namespace cs2::locale
