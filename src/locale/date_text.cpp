#include "locale/date_text.hpp"

#include <unicode/datefmt.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>

#include "locale/internal/unicode.hpp"

namespace cs2::locale {
namespace {

// Costly to make, and not safe to share between threads.
const icu::DateFormat* date_format(const std::string& code) {
  thread_local std::map<std::string, std::unique_ptr<icu::DateFormat>> formats;
  const auto [known, added] = formats.try_emplace(code);
  if (added) {
    known->second.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale_of(code)));
    if (known->second) known->second->setTimeZone(*icu::TimeZone::getGMT());
  }
  return known->second.get();
}

}  // namespace

std::string date_text(std::chrono::year_month_day date, const Language& language) {
  const auto* format = date_format(language.code());
  if (!format) return to_iso_date(date);
  icu::UnicodeString shown;
  const Timestamp midnight{std::chrono::sys_days{date}};
  return to_utf8(format->format(static_cast<UDate>(unix_milliseconds(midnight)), shown));
}

}  // namespace cs2::locale
