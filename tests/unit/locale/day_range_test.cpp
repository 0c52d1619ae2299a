#include "locale/day_range.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <tuple>

namespace cs2::locale {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

// A Wednesday.
constexpr sys_days today = std::chrono::year{2026} / 7 / 15;

std::string read(std::string_view typed, Direction direction = Direction::ahead,
                 std::string_view language = "en-US") {
  static const auto catalogue = Catalogue::load(embedded_catalogues());
  const auto range = parse_day_range(typed, today, direction, catalogue->find(language));
  if (!range) return "none";
  const auto first = to_iso_date(year_month_day{range->first});
  const auto last = to_iso_date(year_month_day{range->last});
  return first == last ? first : first + " to " + last;
}

TEST(DayRange, understands_words_for_near_days) {
  EXPECT_EQ(read("today"), "2026-07-15");
  EXPECT_EQ(read("Tonight"), "2026-07-15");
  EXPECT_EQ(read(" tomorrow "), "2026-07-16");
  EXPECT_EQ(read("yesterday"), "2026-07-14");
}

TEST(DayRange, looks_for_a_weekday_where_the_question_looks) {
  EXPECT_EQ(read("saturday"), "2026-07-18");
  EXPECT_EQ(read("Sat"), "2026-07-18");
  EXPECT_EQ(read("saturday", Direction::back), "2026-07-11");
  EXPECT_EQ(read("wednesday"), "2026-07-15");
  EXPECT_EQ(read("next wednesday"), "2026-07-22");
  EXPECT_EQ(read("next monday"), "2026-07-20");
  EXPECT_EQ(read("last monday"), "2026-07-13");
  EXPECT_EQ(read("last wednesday"), "2026-07-08");
}

TEST(DayRange, understands_weeks_and_weekends) {
  EXPECT_EQ(read("this week"), "2026-07-13 to 2026-07-19");
  EXPECT_EQ(read("last week"), "2026-07-06 to 2026-07-12");
  EXPECT_EQ(read("next week"), "2026-07-20 to 2026-07-26");
  EXPECT_EQ(read("weekend"), "2026-07-18 to 2026-07-19");
  EXPECT_EQ(read("weekend", Direction::back), "2026-07-11 to 2026-07-12");
  EXPECT_EQ(read("next weekend"), "2026-07-25 to 2026-07-26");
}

TEST(DayRange, understands_dates_with_the_name_of_a_month) {
  EXPECT_EQ(read("12 July"), "2027-07-12");
  EXPECT_EQ(read("12 July", Direction::back), "2026-07-12");
  EXPECT_EQ(read("July 12th, 2026"), "2026-07-12");
  EXPECT_EQ(read("Aug 1"), "2026-08-01");
  EXPECT_EQ(read("Saturday, 18 July"), "2026-07-18");
  EXPECT_EQ(read("29 February"), "2028-02-29");
  EXPECT_EQ(read("june", Direction::back), "2026-06-01 to 2026-06-30");
  EXPECT_EQ(read("july"), "2026-07-01 to 2026-07-31");
  EXPECT_EQ(read("june 2025", Direction::back), "2025-06-01 to 2025-06-30");
}

TEST(DayRange, understands_dates_in_digits) {
  EXPECT_EQ(read("2026-07-12"), "2026-07-12");
  EXPECT_EQ(read("2026/07/12"), "2026-07-12");
  EXPECT_EQ(read("12.07.2026"), "2026-07-12");
  EXPECT_EQ(read("12.7.26"), "2026-07-12");
  EXPECT_EQ(read("12.07.", Direction::back), "2026-07-12");
  EXPECT_EQ(read("7/12", Direction::back), "2026-07-12");
  EXPECT_EQ(read("25/6", Direction::back), "2026-06-25");
}

TEST(DayRange, is_understood_as_each_language_says_it) {
  const std::string_view last_week = "2026-07-06 to 2026-07-12";
  const std::string_view weekend = "2026-07-18 to 2026-07-19";
  for (const auto& [language, typed, expected] : {
           std::tuple{"pt-BR", "fim de semana", weekend},
           {"pt-BR", "semana passada", last_week},
           {"pt-BR", "12 de julho de 2026", "2026-07-12"},
           {"es-ES", "12 mar 2026", "2026-03-12"},
           {"es-ES", "el martes", "2026-07-21"},
           {"fr", "week-end", weekend},
           {"fr", "lundi dernier", "2026-07-13"},
           {"fr", "ce soir", "2026-07-15"},
           {"de", "heute Abend", "2026-07-15"},
           {"de", "am Samstag", "2026-07-18"},
           {"da", "i morgen", "2026-07-16"},
           {"sv-SE", "i kväll", "2026-07-15"},
           {"sv-SE", "på lördagen", "2026-07-18"},
           {"pl", "w sobotę", "2026-07-18"},
           {"ru", "в субботу", "2026-07-18"},
           {"ru", "сегодня вечером", "2026-07-15"},
           {"uk", "у п’ятницю", "2026-07-17"},
           {"tr", "hafta sonu", weekend},
           {"tr", "geçen hafta", last_week},
           {"zh-CN", "今天", "2026-07-15"},
           {"zh-CN", "周末", weekend},
       })
    EXPECT_EQ(read(typed, Direction::ahead, language), expected) << language << ": " << typed;
}

TEST(DayRange, is_named_as_a_reader_would) {
  const auto catalogue = Catalogue::load(embedded_catalogues());
  const auto name = [&](sys_days first, sys_days last) {
    return day_range_name({first, last}, today, catalogue->source());
  };

  EXPECT_EQ(name(today, today), "Wednesday, July 15");
  EXPECT_EQ(name(std::chrono::year{2025} / 12 / 1, std::chrono::year{2025} / 12 / 1),
            "Monday, December 1, 2025");
  EXPECT_EQ(name(today, today + std::chrono::days{4}), "July 15\u2009–\u200919");
}

TEST(DayRange, refuses_what_is_no_day) {
  for (const auto* typed : {"", "someday", "32 July", "30 February", "2026-13-01", "12.07.2026.1", "next",
                            "week", "next today", "7", "12 July 2500", "may be", "1/2/3/4", "--"})
    EXPECT_EQ(read(typed), "none") << typed;
  EXPECT_EQ(read(std::string(100, '1')), "none");
}

}  // namespace
}  // namespace cs2::locale
