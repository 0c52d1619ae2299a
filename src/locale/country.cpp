#include <unicode/locid.h>

#include "locale/language.hpp"

namespace cs2::locale {

std::string country_name(std::string_view code, const Language& language) {
  const icu::Locale country{"", std::string{code}.c_str()};
  icu::UnicodeString shown;
  country.getDisplayCountry(icu::Locale{language.code().c_str()}, shown);
  std::string name;
  shown.toUTF8String(name);
  return name;
}

}  // namespace cs2::locale
