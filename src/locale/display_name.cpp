#include <unicode/locdspnm.h>
#include <unicode/region.h>
#include <unicode/stringoptions.h>

#include <memory>

#include "locale/internal/unicode.hpp"
#include "locale/language.hpp"
#include "locale/language_country.hpp"

namespace cs2::locale {

std::string country_name(std::string_view code, const Language& language) {
  const icu::Locale country{"", std::string{code}.c_str()};
  icu::UnicodeString shown;
  country.getDisplayCountry(locale_of(language.code()), shown);
  return to_utf8(shown);
}

bool is_country(std::string_view code) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* region = icu::Region::getInstance(std::string{code}.c_str(), error);
  return U_SUCCESS(error) && region != nullptr && region->getType() == URGN_TERRITORY &&
         region->getRegionCode() == code;
}

std::string likely_country(std::string_view language_code) {
  UErrorCode error = U_ZERO_ERROR;
  icu::Locale locale{std::string{language_code}.c_str()};
  locale.addLikelySubtags(error);
  return U_SUCCESS(error) ? std::string{locale.getCountry()} : std::string{};
}

std::string language_name(std::string_view code) {
  const auto locale = locale_of(code);
  UDisplayContext in_a_list = UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU;
  const std::unique_ptr<icu::LocaleDisplayNames> names{
      icu::LocaleDisplayNames::createInstance(locale, &in_a_list, 1)};
  icu::UnicodeString shown;
  names->localeDisplayName(locale, shown);
  // ICU does not know of every language that lists begin with a capital: "Polski".
  return to_utf8(shown.toTitle(nullptr, locale, U_TITLECASE_SENTENCES | U_TITLECASE_NO_LOWERCASE));
}

}  // namespace cs2::locale
