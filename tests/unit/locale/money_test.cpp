#include "locale/money.hpp"

#include <gtest/gtest.h>

#include <array>

namespace cs2::locale {
namespace {

const Language& english() {
  static const auto language = Catalogue::load(embedded_catalogues())->source();
  return language;
}

Language german() {
  static constexpr std::array files{EmbeddedFile{"en-US.toml", "[a]\nx = \"x\""},
                                    EmbeddedFile{"de.toml", "[a]\nx = \"x\""}};
  return Catalogue::load(files)->find("de");
}

TEST(Money, is_written_in_the_readers_way_however_the_source_wrote_it) {
  const std::pair<const char*, const char*> expected[] = {
      {"1250000 United States Dollar", "$1,250,000"},  // PandaScore
      {"10,000 United States Dollar", "$10,000"},
      {"5000 Euro", "€5,000"},
      {"250,000 Chinese Yuan", "CN¥250,000"},
      {"250000 Chinese Renminbi Yuan", "CN¥250,000"},
      {"20000 Danish Krone", "DKK 20,000"},
      {"1500 Brazilian Real", "R$1,500"},
      {"300 British Pound", "£300"},
      {"$100,000", "$100,000"},  // Liquipedia
      {"$5000", "$5,000"},
      {"100000 EUR", "€100,000"},
      {"100,000 eur", "€100,000"},
      {"€50 000", "€50,000"},
      {"€50\u00A0000", "€50,000"},
      {"€50.000", "€50,000"},
      {"US$ 7'500", "$7,500"},
      {"$5,000 USD", "$5,000"},
      {"R$ 12.500,50", "R$12,500"},
      {"$12,500.75", "$12,501"},
      {"$1.25M", "$1,250,000"},
      {"€1.5 million", "€1,500,000"},
      {"100k USD", "$100,000"},
      {"1250000 US dollars", "$1,250,000"},
      {"5000 zł", "PLN 5,000"},
  };
  for (const auto& [written, shown] : expected) {
    auto plain = money_text(written, english());
    for (auto at = plain.find("\u00A0"); at != std::string::npos; at = plain.find("\u00A0"))
      plain.replace(at, 2, " ");
    EXPECT_EQ(plain, shown) << written;
  }
}

TEST(Money, follows_the_rules_of_each_language) {
  EXPECT_EQ(money_text("1250000 United States Dollar", german()), "1.250.000\u00A0$");
  EXPECT_EQ(money_text("100000 EUR", german()), "100.000\u00A0€");
}

TEST(Money, that_is_not_clear_is_shown_cleaned_as_it_was_written) {
  for (const std::string written : {"", "TBA", "100,000", "20 000 kr", "$50,000 + 2 slots", "10 skins",
                                    "1st: $500", "$10,000 EUR or CHF", "999999999999999 USD", "¤5", "$"}) {
    EXPECT_EQ(parse_money(written), std::nullopt) << written;
    EXPECT_EQ(money_text(written, english()), written);
  }
  EXPECT_EQ(money_text(" A\u0007 car ", english()), "A car");
}

TEST(Money, is_understood_as_an_amount_of_a_currency) {
  EXPECT_EQ(parse_money("$1.25M"), (Money{.amount = 1'250'000, .currency = "USD"}));
  EXPECT_EQ(parse_money("12.500,50 Euros"), (Money{.amount = 12'500.5, .currency = "EUR"}));
  EXPECT_EQ(parse_money("0 Euro"), (Money{.amount = 0, .currency = "EUR"}));
}

}  // namespace
}  // namespace cs2::locale
