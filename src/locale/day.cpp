#include <unicode/gregocal.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <memory>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "locale/language.hpp"
#include "locale/time_zone.hpp"

namespace cs2::locale {
namespace {

std::unique_ptr<icu::TimeZone> find_zone(std::string_view name) {
  const auto id =
      icu::UnicodeString::fromUTF8(icu::StringPiece{name.data(), static_cast<std::int32_t>(name.size())});
  std::unique_ptr<icu::TimeZone> zone{icu::TimeZone::createTimeZone(id)};
  if (*zone == icu::TimeZone::getUnknown()) zone.reset(icu::TimeZone::getGMT()->clone());
  return zone;
}

Timestamp moment(const icu::Calendar& calendar) {
  auto status = U_ZERO_ERROR;
  return from_unix_milliseconds(static_cast<std::int64_t>(calendar.getTime(status)));
}

// Noon exists on every day in every zone and has the whole day around it; midnight may be skipped by summer
// time.
Day day_around_noon(icu::GregorianCalendar& calendar) {
  const auto start_of = [&calendar] {
    for (const auto field : {UCAL_HOUR_OF_DAY, UCAL_MINUTE, UCAL_SECOND, UCAL_MILLISECOND})
      calendar.set(field, 0);
    return moment(calendar);
  };
  auto status = U_ZERO_ERROR;
  const auto from = start_of();
  calendar.set(UCAL_HOUR_OF_DAY, 12);
  calendar.add(UCAL_DATE, 1, status);
  return {.from = from, .to = start_of()};
}

// As fans write them; where several zones share one, the one of most of them.
struct Abbreviation {
  std::string_view text;
  std::string_view zone;
};
constexpr std::array<Abbreviation, 27> abbreviations{{
    {"aest", "Australia/Sydney"},   {"brt", "America/Sao_Paulo"},  {"bst", "Europe/London"},
    {"cdt", "America/Chicago"},     {"cest", "Europe/Berlin"},     {"cet", "Europe/Berlin"},
    {"cst", "America/Chicago"},     {"ct", "America/Chicago"},     {"edt", "America/New_York"},
    {"eest", "Europe/Helsinki"},    {"eet", "Europe/Helsinki"},    {"est", "America/New_York"},
    {"et", "America/New_York"},     {"gmt", "Europe/London"},      {"ist", "Asia/Kolkata"},
    {"jst", "Asia/Tokyo"},          {"kst", "Asia/Seoul"},         {"mdt", "America/Denver"},
    {"msk", "Europe/Moscow"},       {"mst", "America/Denver"},     {"pdt", "America/Los_Angeles"},
    {"pst", "America/Los_Angeles"}, {"pt", "America/Los_Angeles"}, {"sgt", "Asia/Singapore"},
    {"trt", "Europe/Istanbul"},     {"wet", "Europe/Lisbon"},      {"west", "Europe/Lisbon"},
}};

const Abbreviation* find_abbreviation(std::string_view lower) {
  const auto* found = std::ranges::find(abbreviations, lower, &Abbreviation::text);
  return found == abbreviations.end() ? nullptr : found;
}

// "new york" as zones write it: "new_york".
std::string lower(std::string_view text) {
  std::string folded{trim(text)};
  for (auto& letter : folded)
    letter = letter == ' ' ? '_' : letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  return folded;
}

std::string_view city_of(std::string_view zone) {
  return zone.substr(zone.rfind('/') + 1);  // npos + 1 is 0
}

// Those with a place: "Europe/Berlin" rather than "CET" and old spellings.
std::vector<std::string> load_zones() {
  auto status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> zones{icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status)};
  std::vector<std::string> all;
  std::int32_t length = 0;
  while (const char* id = U_SUCCESS(status) ? zones->next(&length, status) : nullptr)
    all.emplace_back(id, static_cast<std::size_t>(length));
  std::ranges::sort(all);
  return all;
}

const std::vector<std::string>& zones() {
  static const auto all = load_zones();
  return all;
}

}  // namespace

Day day_of(Timestamp at, std::string_view time_zone, int offset_days) {
  const auto today = std::chrono::sys_days{local_time(at, time_zone).date};
  return day_of(std::chrono::year_month_day{today + days{offset_days}}, time_zone);
}

Day day_of(std::chrono::year_month_day date, std::string_view time_zone) {
  auto status = U_ZERO_ERROR;
  icu::GregorianCalendar calendar{find_zone(time_zone).release(), icu::Locale::getRoot(), status};
  const auto month = static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;  // ICU counts from 0
  calendar.set(static_cast<int>(date.year()), month,
               static_cast<std::int32_t>(static_cast<unsigned>(date.day())), 12, 0, 0);
  calendar.set(UCAL_MILLISECOND, 0);
  moment(calendar);  // settles the fields before they are moved
  return day_around_noon(calendar);
}

LocalTime local_time(Timestamp at, std::string_view time_zone) {
  auto status = U_ZERO_ERROR;
  std::int32_t offset = 0;
  std::int32_t summer = 0;
  find_zone(time_zone)->getOffset(static_cast<UDate>(unix_milliseconds(at)), false, offset, summer, status);
  const auto shown = at + milliseconds{offset} + milliseconds{summer};
  const auto midnight = std::chrono::floor<days>(shown);
  return {.date = std::chrono::year_month_day{midnight},
          .since_midnight = std::chrono::floor<minutes>(shown - midnight)};
}

bool is_time_zone(std::string_view name) {
  const auto id =
      icu::UnicodeString::fromUTF8(icu::StringPiece{name.data(), static_cast<std::int32_t>(name.size())});
  auto status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  icu::TimeZone::getCanonicalID(id, canonical, status);
  // ICU also takes offsets such as "GMT+1"; a name from the database says when summer time begins.
  return U_SUCCESS(status) && !name.starts_with("GMT") && name != "Etc/Unknown";
}

std::optional<std::string> find_time_zone(std::string_view typed) {
  const auto wanted = lower(typed);
  if (wanted.empty()) return std::nullopt;
  if (const auto* known = find_abbreviation(wanted)) return std::string{known->zone};
  for (const auto& zone : zones()) {
    if (lower(zone) == wanted) return zone;
  }
  for (const auto& zone : zones()) {
    if (lower(city_of(zone)) == wanted) return zone;
  }
  if (wanted == "utc") return "UTC";
  return is_time_zone(typed) ? std::optional{std::string{typed}} : std::nullopt;
}

std::vector<std::string> list_time_zones(std::string_view typed, std::size_t count) {
  const auto wanted = lower(typed);
  const auto* known = find_abbreviation(wanted);
  std::vector<std::string> found;
  for (const auto& zone : zones()) {
    if ((known && zone == known->zone) || lower(zone).find(wanted) != std::string::npos)
      found.push_back(zone);
  }
  std::ranges::sort(found, {}, [&](const std::string& zone) {
    return std::tuple{!(known && zone == known->zone), !lower(zone).starts_with(wanted), zone};
  });
  if (found.size() > count) found.resize(count);
  return found;
}

}  // namespace cs2::locale
