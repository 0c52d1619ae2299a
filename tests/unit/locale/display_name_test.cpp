#include <gtest/gtest.h>

#include "locale/date_text.hpp"
#include "locale/language.hpp"

namespace cs2::locale {
namespace {

TEST(Countries, are_named_in_the_readers_language) {
  const auto english = Catalogue::load(embedded_catalogues())->source();

  EXPECT_EQ(country_name("DK", english), "Denmark");
  EXPECT_EQ(country_name("XK", english), "Kosovo");
  EXPECT_EQ(country_name("CZ", english), "Czechia");
}

TEST(Countries, that_nobody_knows_are_named_by_their_code) {
  const auto english = Catalogue::load(embedded_catalogues())->source();

  EXPECT_EQ(country_name("QX", english), "QX");
}

TEST(Dates, are_written_as_the_reader_writes_them) {
  const auto english = Catalogue::load(embedded_catalogues())->source();

  EXPECT_EQ(date_text(std::chrono::year{2026} / 7 / 12, english), "July 12, 2026");
}

TEST(Languages, are_named_in_their_own_words) {
  EXPECT_EQ(language_name("en-US"), "English (United States)");
  EXPECT_EQ(language_name("de"), "Deutsch");
  EXPECT_EQ(language_name("pl"), "Polski");
  EXPECT_EQ(language_name("zh-CN"), "中文（中国）");
  EXPECT_EQ(language_name("fr"), "Français");
  EXPECT_EQ(language_name("ja"), "日本語");
  EXPECT_EQ(language_name("pt-BR"), "Português (Brasil)");
}

}  // namespace
}  // namespace cs2::locale
