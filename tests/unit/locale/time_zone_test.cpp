#include "locale/time_zone.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <utility>
#include <vector>

namespace cs2::locale {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// Languages without texts: the names of places are ICU's.
Catalogue catalogue() {
  const std::array<EmbeddedFile, 4> files{
      {{"en-US.toml", "x = \"x\""}, {"pl.toml", ""}, {"ru.toml", ""}, {"pt-BR.toml", ""}}};
  return Catalogue::load(files).value();
}

const Timestamp winter = parse_iso8601("2026-01-12T21:41:30Z").value();

std::vector<std::string> labels(std::string_view typed, std::size_t count, std::string_view code = "en-US") {
  std::vector<std::string> labels;
  for (const auto& choice : list_time_zones(typed, count, winter, catalogue().find(code)))
    labels.push_back(choice.label);
  return labels;
}

std::vector<std::string> zones(std::string_view typed, std::size_t count, std::string_view code = "en-US") {
  std::vector<std::string> zones;
  for (const auto& choice : list_time_zones(typed, count, winter, catalogue().find(code)))
    zones.push_back(choice.zone);
  return zones;
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
                                                        {"BRT", "America/Sao_Paulo"},
                                                        {"utc", "UTC"},
                                                        {"Kyiv", "Europe/Kyiv"},
                                                        {"Kiev", "Europe/Kyiv"},
                                                        {"Europe/Kiev", "Europe/Kyiv"},
                                                        {"Asia/Calcutta", "Asia/Kolkata"},
                                                        {"Sweden", "Europe/Stockholm"}})
    EXPECT_EQ(find_time_zone(typed), zone) << typed;
  for (const auto* typed : {"", " ", "Nowhere", "Europe", "Brazil", "Mars/Olympus"})
    EXPECT_EQ(find_time_zone(typed), std::nullopt) << typed;
}

TEST(TimeZone, is_understood_as_a_difference_from_utc) {
  for (const auto& [typed, zone] :
       std::vector<std::pair<std::string, std::string>>{{"+3", "Etc/GMT-3"},
                                                        {"UTC+3", "Etc/GMT-3"},
                                                        {"utc + 03:00", "Etc/GMT-3"},
                                                        {"GMT-5", "Etc/GMT+5"},
                                                        {"UTC−5", "Etc/GMT+5"},
                                                        {"+14", "Etc/GMT-14"},
                                                        {"+0", "UTC"}})
    EXPECT_EQ(find_time_zone(typed), zone) << typed;
  for (const auto* typed : {"+5:30", "+15", "-13", "3", "+3:60", "+99999999999"})
    EXPECT_EQ(find_time_zone(typed), std::nullopt) << typed;
}

TEST(TimeZone, is_suggested_with_the_clock_there) {
  EXPECT_THAT(labels("berl", 1), ElementsAre("Berlin · 22:41 · UTC+1"));
  EXPECT_THAT(labels("warsz", 1, "pl"), ElementsAre("Warszawa · 22:41 · UTC+1"));
  EXPECT_THAT(labels("Варш", 1, "ru"), ElementsAre("Варшава · 22:41 · UTC+1"));
  EXPECT_THAT(labels("kolkata", 1), ElementsAre("Kolkata · 03:11 · UTC+5:30"));
  EXPECT_THAT(labels("new yo", 1), ElementsAre("New York · 16:41 · UTC−5"));
}

TEST(TimeZone, is_suggested_by_country_the_most_populous_first) {
  EXPECT_THAT(zones("ukrain", 5), Contains("Europe/Kyiv"));
  EXPECT_THAT(zones("germany", 2), ElementsAre("Europe/Berlin", "Europe/Busingen"));
  EXPECT_GT(zones("brazil", 25).size(), 10U);
}

TEST(TimeZone, is_suggested_by_abbreviation_and_difference) {
  EXPECT_EQ(zones("cet", 1), std::vector<std::string>{"Europe/Berlin"});
  EXPECT_EQ(labels("+3", 1), std::vector<std::string>{"00:41 · UTC+3"});
  EXPECT_EQ(zones("+3", 25), std::vector<std::string>{"Etc/GMT-3"});
  EXPECT_THAT(zones("+5:30", 25), Contains("Asia/Kolkata"));
  EXPECT_THAT(zones("???", 25), IsEmpty());
}

TEST(TimeZone, is_suggested_from_the_readers_country_where_nothing_is_typed) {
  EXPECT_EQ(zones("", 1, "pl"), std::vector<std::string>{"Europe/Warsaw"});
  EXPECT_THAT(zones("", 5, "pt-BR"), Contains("America/Fortaleza"));
  EXPECT_EQ(zones("", 25).size(), 25U);
}

TEST(TimeZone, is_named_as_readers_call_its_place) {
  const auto languages = catalogue();

  EXPECT_EQ(time_zone_name("Europe/Kyiv", languages.source()), "Kyiv");
  EXPECT_EQ(time_zone_name("Europe/Warsaw", languages.find("pl")), "Warszawa");
  EXPECT_EQ(time_zone_name("Etc/GMT-3", languages.source()), "UTC+3");
  EXPECT_EQ(time_zone_name("UTC", languages.source()), "UTC");
  EXPECT_EQ(time_zone_text("Etc/GMT+5"), "UTC−5");
  EXPECT_EQ(time_zone_text("Europe/Kyiv"), "Europe/Kyiv");
}

TEST(TimeZone, is_from_a_known_release) {
  EXPECT_EQ(time_zone_data().version.size(), 5U) << "such as 2026b";
  EXPECT_EQ(time_zone_data().icu_version.substr(0, 2), "20");
}

}  // namespace
}  // namespace cs2::locale
