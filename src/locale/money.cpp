#include "locale/money.hpp"

#include <unicode/currunit.h>
#include <unicode/localpointer.h>
#include <unicode/numberformatter.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "locale/internal/unicode.hpp"

namespace cs2::locale {
namespace {

constexpr double amount_max = 1e12;  // more is a mistake of the source

// ---- The amount

struct Parts {
  std::string before;  // the amount
  std::string amount;
  std::string after;
};

bool is_digit(char each) {
  return each >= '0' && each <= '9';
}

// Spaces of every width become plain ones, so that "50 000" is one number however it was set.
std::string with_plain_spaces(std::string_view written) {
  auto text = to_unicode(sanitize(written));
  for (std::int32_t i = 0; i < text.length(); ++i) {
    if (u_isUWhiteSpace(text.charAt(i))) text.setCharAt(i, u' ');
  }
  return to_utf8(text);
}

// The one number of the text; nothing where there is none, or several.
std::optional<Parts> split_at_amount(std::string_view text) {
  const auto begin = std::ranges::find_if(text, is_digit) - text.begin();
  auto end = begin;
  for (auto at = begin; at < std::ssize(text); ++at) {
    const char each = text[static_cast<std::size_t>(at)];
    if (is_digit(each))
      end = at + 1;
    else if (!std::string_view{" .,'"}.contains(each) || at - end > 0)
      break;
  }
  const auto from = static_cast<std::size_t>(begin), to = static_cast<std::size_t>(end);
  if (begin == std::ssize(text) || std::ranges::any_of(text.substr(to), is_digit)) return std::nullopt;
  return Parts{.before = std::string{trim(text.substr(0, from))},
               .amount = std::string{text.substr(from, to - from)},
               .after = std::string{trim(text.substr(to))}};
}

// Groups are of three digits: "1,250,000" and "50 000"; what comes after the last separator otherwise is a
// fraction: "1.25", "12,500.50".
std::optional<double> parse_amount(std::string digits, bool is_scaled) {
  const auto last = digits.find_last_of(".,");
  if (last != std::string::npos) {
    const bool is_only_one = std::ranges::count(digits, digits[last]) == 1;
    const bool follows_other = digits.find_first_of(".,") != last;
    const bool is_group =
        digits.size() - last == 4 && last <= 3 && !follows_other && !(is_scaled && digits[last] == '.');
    if (is_only_one && !is_group) digits[last] = 'p';
  }
  std::erase_if(digits, [](char each) { return each != 'p' && !is_digit(each); });
  std::ranges::replace(digits, 'p', '.');
  double amount = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return amount;
}

// Takes "M", "k" or "million" from the front of what follows the amount.
double take_scale(std::string& after) {
  static const std::map<std::string, double, std::less<>> scales{
      {"k", 1e3}, {"thousand", 1e3}, {"m", 1e6}, {"mio", 1e6}, {"million", 1e6}};
  const auto word = std::string_view{after}.substr(0, after.find(' '));
  const auto found = scales.find(fold(word));
  if (found == scales.end()) return 1;
  after = std::string{trim(std::string_view{after}.substr(word.size()))};
  return found->second;
}

// ---- The currency

// `code` ends in a null. In "root" a dollar of the United States is "US$".
std::string name_of(const icu::UnicodeString& code, UCurrNameStyle style, const char* locale = "en") {
  auto status = U_ZERO_ERROR;
  std::int32_t length = 0;
  const auto* name = ucurr_getName(code.getBuffer(), locale, style, nullptr, &length, &status);
  return U_SUCCESS(status) ? to_utf8({name, length}) : std::string{};
}

std::string plural_of(const icu::UnicodeString& code) {
  auto status = U_ZERO_ERROR;
  std::int32_t length = 0;
  const auto* name = ucurr_getPluralName(code.getBuffer(), "en", nullptr, "other", &length, &status);
  return U_SUCCESS(status) ? to_utf8({name, length}) : std::string{};
}

// What ICU knows of the currencies in use.
class Currencies {
 public:
  Currencies() {
    auto status = U_ZERO_ERROR;
    const icu::LocalUEnumerationPointer codes{
        ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status)};
    std::set<std::string> ambiguous;
    while (U_SUCCESS(status)) {
      const auto* code = uenum_next(codes.getAlias(), nullptr, &status);
      if (!code) break;
      add(code, ambiguous);
    }
    for (const auto& symbol : ambiguous) narrow_.erase(symbol);
  }

  // Empty where it is not clear.
  std::string find(const std::string& written) const {
    for (const auto* known : {&symbols_, &narrow_}) {
      if (const auto found = known->find(written); found != known->end()) return found->second;
    }
    const auto folded = fold(written);
    if (const auto found = names_.find(folded); found != names_.end()) return found->second;
    auto code = find_by_country(folded);
    return code.empty() ? find_by_words(folded) : code;
  }

 private:
  void add(const char* code, std::set<std::string>& ambiguous) {
    auto unicode = to_unicode(code);
    unicode.getTerminatedBuffer();
    symbols_.emplace(code, code);
    for (const auto* locale : {"en", "root"})
      symbols_.emplace(name_of(unicode, UCURR_SYMBOL_NAME, locale), code);
    if (const auto narrow = name_of(unicode, UCURR_NARROW_SYMBOL_NAME); !narrow_.emplace(narrow, code).second)
      ambiguous.insert(narrow);  // "kr" is the krone of several countries
    names_.emplace(fold(code), code);
    names_.emplace(fold(name_of(unicode, UCURR_LONG_NAME)), code);
    names_.emplace(fold(plural_of(unicode)), code);
  }

  // "united states dollar": the country's currency, if that is a dollar.
  std::string find_by_country(const std::string& folded) const {
    static const auto countries = [] {
      std::map<std::string, std::string> by_name;
      for (const auto* const* code = uloc_getISOCountries(); *code; ++code) {
        icu::UnicodeString shown;
        icu::Locale{"", *code}.getDisplayCountry(icu::Locale::getEnglish(), shown);
        by_name.emplace(fold(to_utf8(shown)), *code);
      }
      return by_name;
    }();
    const auto space = folded.rfind(' ');
    if (space == std::string::npos) return {};
    const auto country = countries.find(folded.substr(0, space));
    if (country == countries.end()) return {};
    std::array<UChar, 4> code{};
    auto status = U_ZERO_ERROR;
    ucurr_forLocale(icu::Locale{"en", country->second.c_str()}.getName(), code.data(), code.size(), &status);
    if (U_FAILURE(status)) return {};
    icu::UnicodeString unicode{code.data()};
    unicode.getTerminatedBuffer();
    const auto name = fold(name_of(unicode, UCURR_LONG_NAME));
    return name.ends_with(folded.substr(space)) ? to_utf8(unicode) : std::string{};
  }

  // "chinese renminbi yuan" has all words of "chinese yuan".
  std::string find_by_words(const std::string& folded) const {
    const auto words = words_of(folded);
    std::set<std::string> fitting;
    for (const auto& [name, code] : names_) {
      const auto needed = words_of(name);
      if (needed.size() > 1 && std::ranges::includes(words, needed)) fitting.insert(code);
    }
    return fitting.size() == 1 ? *fitting.begin() : std::string{};
  }

  static std::set<std::string_view> words_of(std::string_view folded) {
    const auto words = split(folded, ' ');
    return {words.begin(), words.end()};
  }

  std::map<std::string, std::string, std::less<>> symbols_;  // and codes, as written → code
  std::map<std::string, std::string, std::less<>> narrow_;
  std::map<std::string, std::string, std::less<>> names_;  // folded
};

// "$ 5,000 USD": where both sides name one they agree, or the code of the two decides.
std::string currency_of(const Parts& parts) {
  static const Currencies currencies;
  if (parts.before.empty()) return currencies.find(parts.after);
  if (parts.after.empty()) return currencies.find(parts.before);
  const auto code = currencies.find(parts.after);
  return code == parts.after ? code : std::string{};
}

// Making one takes ICU a fifth of a millisecond, so each thread keeps those that it has used.
const icu::number::LocalizedNumberFormatter& formatter_for(const std::string& currency,
                                                           const std::string& language) {
  thread_local std::map<std::pair<std::string, std::string>, icu::number::LocalizedNumberFormatter> made;
  const auto [entry, is_new] = made.try_emplace({currency, language});
  if (is_new) {
    auto status = U_ZERO_ERROR;
    entry->second = icu::number::NumberFormatter::withLocale(locale_of(language))
                        .unit(icu::CurrencyUnit{icu::StringPiece{currency}, status})
                        .precision(icu::number::Precision::integer());
  }
  return entry->second;
}

}  // namespace

std::optional<Money> parse_money(std::string_view written) {
  auto parts = split_at_amount(with_plain_spaces(written));
  if (!parts) return std::nullopt;
  const auto scale = take_scale(parts->after);
  const auto amount = parse_amount(parts->amount, scale != 1);
  auto currency = currency_of(*parts);
  if (!amount || currency.empty() || *amount * scale > amount_max) return std::nullopt;
  return Money{.amount = *amount * scale, .currency = std::move(currency)};
}

std::string money_text(std::string_view written, const Language& language) {
  const auto money = parse_money(written);
  if (!money) return sanitize(trim(written));
  auto status = U_ZERO_ERROR;
  const auto text =
      formatter_for(money->currency, language.code()).formatDouble(money->amount, status).toString(status);
  return U_SUCCESS(status) ? to_utf8(text) : sanitize(trim(written));
}

}  // namespace cs2::locale
