// Sums of money: sources write them in their own ways, readers see them in theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "locale/language.hpp"

namespace cs2::locale {

struct Money {
  double amount = 0;
  std::string currency;  // ISO 4217: "USD"

  bool operator==(const Money&) const = default;
};

// "1250000 United States Dollar", "$100,000", "100000 EUR", "€50 000" or "$1.25M". Currencies are known by
// their code, their symbol and their English name. Nothing where the amount or the currency is not clear.
std::optional<Money> parse_money(std::string_view written);

// As the language writes it, without decimals: "$1,250,000". What parse_money does not understand is shown as
// it was written, cleaned.
std::string money_text(std::string_view written, const Language& language);

}  // namespace cs2::locale
