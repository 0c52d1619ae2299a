// Between our text and ICU's. For locale's own files.
#pragma once

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <string>
#include <string_view>

namespace cs2::locale {

inline icu::UnicodeString to_unicode(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece{utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

inline std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// "es-419" is a language tag, not a name of ICU's own. An invalid one is the root locale.
inline icu::Locale locale_of(std::string_view code) {
  auto status = U_ZERO_ERROR;
  return icu::Locale::forLanguageTag(icu::StringPiece{code.data(), static_cast<std::int32_t>(code.size())},
                                     status);
}

}  // namespace cs2::locale
