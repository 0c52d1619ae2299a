#include "locale/time_zone.hpp"

#include <fmt/format.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>

#include "base/number.hpp"
#include "base/text.hpp"
#include "locale/internal/unicode.hpp"
#include "locale/internal/zones.hpp"
#include "locale/language_country.hpp"

namespace cs2::locale {
namespace {

// As fans write them; where several zones share one, the one of most of them.
struct Abbreviation {
  std::string_view text;
  std::string_view zone;
};
constexpr std::array<Abbreviation, 34> abbreviations{{
    {"aest", "Australia/Sydney"},
    {"art", "America/Argentina/Buenos_Aires"},
    {"brt", "America/Sao_Paulo"},
    {"bst", "Europe/London"},
    {"cat", "Africa/Maputo"},
    {"cdt", "America/Chicago"},
    {"cest", "Europe/Berlin"},
    {"cet", "Europe/Berlin"},
    {"clt", "America/Santiago"},
    {"cst", "America/Chicago"},
    {"ct", "America/Chicago"},
    {"edt", "America/New_York"},
    {"eest", "Europe/Helsinki"},
    {"eet", "Europe/Helsinki"},
    {"est", "America/New_York"},
    {"et", "America/New_York"},
    {"hkt", "Asia/Hong_Kong"},
    {"ist", "Asia/Kolkata"},
    {"jst", "Asia/Tokyo"},
    {"kst", "Asia/Seoul"},
    {"mdt", "America/Denver"},
    {"msk", "Europe/Moscow"},
    {"mst", "America/Denver"},
    {"nzst", "Pacific/Auckland"},
    {"pdt", "America/Los_Angeles"},
    {"pst", "America/Los_Angeles"},
    {"pt", "America/Los_Angeles"},
    {"sast", "Africa/Johannesburg"},
    {"sgt", "Asia/Singapore"},
    {"trt", "Europe/Istanbul"},
    {"utc", "UTC"},
    {"gmt", "UTC"},
    {"wet", "Europe/Lisbon"},
    {"west", "Europe/Lisbon"},
}};

// ICU's data of 2022 has the old spelling in languages that have no name of their own for it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> respelled{
    {{"Kiev", "Kyiv"}, {"Kiew", "Kyjiw"}}};

// Zones that are no whole hours from UTC, for which there is no fixed one.
constexpr std::array<std::string_view, 14> between_hours{
    "Asia/Kolkata",      "Asia/Colombo",        "Asia/Tehran",           "Asia/Kabul",
    "Asia/Kathmandu",    "Asia/Yangon",         "Australia/Adelaide",    "Australia/Darwin",
    "Australia/Eucla",   "Australia/Lord_Howe", "Australia/Broken_Hill", "America/St_Johns",
    "Pacific/Marquesas", "Pacific/Chatham"};

constexpr std::string_view fixed = "Etc/GMT";  // with the sign of POSIX: Etc/GMT-3 is three hours ahead

std::string plain_city(std::string_view zone) {
  std::string city{zone.substr(zone.rfind('/') + 1)};  // npos + 1 is 0
  std::ranges::replace(city, '_', ' ');
  return city;
}

std::string offset_text(std::chrono::seconds offset) {
  if (offset == std::chrono::seconds{0}) return "UTC";
  const auto total = std::abs(std::chrono::duration_cast<minutes>(offset).count());
  const auto text = fmt::format("UTC{}{}", offset.count() < 0 ? "−" : "+", total / 60);
  return total % 60 == 0 ? text : fmt::format("{}:{:02}", text, total % 60);
}

std::chrono::seconds offset_of(std::string_view zone, Timestamp at) {
  return std::chrono::seconds{find_zone(zone).lookup(std::chrono::floor<seconds>(at)).offset};
}

// ---- "+3", "UTC+3", "gmt-5:30"

std::optional<minutes> parse_offset(std::string_view typed) {
  std::string text;
  for (const char c : typed) {
    if (c != ' ') text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  std::string_view rest = text;
  if (rest.starts_with("utc") || rest.starts_with("gmt")) rest.remove_prefix(3);
  constexpr std::string_view long_minus = "−";
  const bool behind = rest.starts_with('-') || rest.starts_with(long_minus);
  if (!behind && !rest.starts_with('+')) return std::nullopt;
  rest.remove_prefix(rest.starts_with(long_minus) ? long_minus.size() : 1);
  const auto colon = rest.find(':');
  const auto whole = parse_digits<int>(rest.substr(0, colon));
  const auto part =
      colon == std::string_view::npos ? std::optional{0} : parse_digits<int>(rest.substr(colon + 1));
  constexpr int most = 14;
  if (!whole || !part || *whole > most || *part >= 60) return std::nullopt;
  const auto offset = hours{*whole} + minutes{*part};
  return behind ? -offset : offset;
}

std::optional<std::string> fixed_zone(minutes offset) {
  if (offset == minutes{0}) return "UTC";
  if (offset % hours{1} != minutes{0}) return std::nullopt;
  const auto whole = std::chrono::duration_cast<hours>(offset).count();
  auto zone = fmt::format("{}{}{}", fixed, whole > 0 ? "-" : "+", std::abs(whole));
  return is_time_zone(zone) ? std::optional{std::move(zone)} : std::nullopt;
}

std::optional<std::chrono::seconds> fixed_offset(std::string_view zone) {
  if (!zone.starts_with(fixed) || zone.size() <= fixed.size()) return std::nullopt;
  const auto whole = parse_digits<int>(zone.substr(fixed.size() + 1));
  if (!whole) return std::nullopt;
  return hours{zone[fixed.size()] == '-' ? *whole : -*whole};
}

// ---- Names of cities

class CityNames {
 public:
  explicit CityNames(std::string_view code) {
    auto status = U_ZERO_ERROR;
    names_.reset(icu::TimeZoneNames::createInstance(locale_of(code), status));
    if (U_FAILURE(status)) names_.reset();
  }

  // As ICU has it, with old spellings.
  std::string written(std::string_view zone) const {
    icu::UnicodeString city;
    if (names_) names_->getExemplarLocationName(canonical(zone), city);
    return city.isEmpty() || city.isBogus() ? plain_city(zone) : to_utf8(city);
  }
  std::string shown(std::string_view zone) const {
    auto city = written(zone);
    const auto old = std::ranges::find(respelled, city, &decltype(respelled)::value_type::first);
    return old == respelled.end() ? city : std::string{old->second};
  }

 private:
  // ICU has its own idea of which name is the current one.
  static icu::UnicodeString canonical(std::string_view zone) {
    auto status = U_ZERO_ERROR;
    icu::UnicodeString id;
    const auto given = to_unicode(zone);
    icu::TimeZone::getCanonicalID(given, id, status);
    if (U_SUCCESS(status)) return id;
    // A name that is newer than its data may be an old one's.
    for (const auto& [was, is] : {std::pair{"Europe/Kiev", "Europe/Kyiv"}}) {
      if (zone == is) return to_unicode(was);
    }
    return given;
  }

  std::unique_ptr<icu::TimeZoneNames> names_;
};

// In which people type the names of cities and countries; Chinese and Cyrillic are folded to Latin letters.
constexpr std::array<std::string_view, 12> languages{"en", "ru", "uk", "pt-BR", "es", "de",
                                                     "fr", "pl", "tr", "da",    "sv", "zh-CN"};

// ---- What is searched

struct Spelling {
  std::string folded;
  std::size_t zone = 0;     // its place in zone.tab
  bool is_country = false;  // else a city, or the zone's own name
};

std::vector<Spelling> make_spellings() {
  const auto& zones = system_zones().located();
  std::vector<Spelling> spellings;
  std::unordered_map<std::string, std::string> known;  // most names are the same in most languages
  const auto add = [&](const std::string& text, std::size_t zone, bool is_country) {
    const auto [folded, added] = known.try_emplace(text);
    if (added) folded->second = fold(text);
    if (!folded->second.empty())
      spellings.push_back({.folded = folded->second, .zone = zone, .is_country = is_country});
  };
  for (std::size_t i = 0; i < zones.size(); ++i) {
    add(zones[i].name, i, false);
    add(plain_city(zones[i].name), i, false);
  }
  for (const auto& [old, current] : system_zones().links()) {
    const auto zone = std::ranges::find(zones, current, &LocatedZone::name);
    if (zone != zones.end()) add(plain_city(old), static_cast<std::size_t>(zone - zones.begin()), false);
  }
  for (const auto code : languages) {
    const CityNames names{code};
    const auto locale = locale_of(code);
    for (std::size_t i = 0; i < zones.size(); ++i) {
      add(names.written(zones[i].name), i, false);
      add(names.shown(zones[i].name), i, false);
      icu::UnicodeString country;
      icu::Locale{"", zones[i].country.c_str()}.getDisplayCountry(locale, country);
      add(to_utf8(country), i, true);
    }
  }
  const auto key = [](const Spelling& each) { return std::tie(each.zone, each.is_country, each.folded); };
  std::ranges::sort(spellings, {}, key);
  const auto repeated = std::ranges::unique(spellings, {}, key);
  spellings.erase(repeated.begin(), repeated.end());
  return spellings;
}

const std::vector<Spelling>& spellings() {
  static const auto all = make_spellings();
  return all;
}

// Of the best of its spellings; nothing where none fits.
enum class Fit { exact, city_begins, country, contains };

std::optional<Fit> fit_of(const Spelling& spelling, std::string_view wanted) {
  if (spelling.folded == wanted) return spelling.is_country ? Fit::country : Fit::exact;
  if (spelling.folded.starts_with(wanted)) return spelling.is_country ? Fit::country : Fit::city_begins;
  if (!spelling.is_country && spelling.folded.contains(wanted)) return Fit::contains;
  return std::nullopt;
}

const Abbreviation* find_abbreviation(std::string_view folded) {
  const auto* found = std::ranges::find(abbreviations, folded, &Abbreviation::text);
  return found == abbreviations.end() ? nullptr : found;
}

// The only zone that has this spelling.
std::optional<std::string> find_only(std::string_view wanted, bool is_country) {
  std::optional<std::size_t> only;
  for (const auto& spelling : spellings()) {
    if (spelling.is_country != is_country || spelling.folded != wanted || only == spelling.zone) continue;
    if (only) return std::nullopt;
    only = spelling.zone;
  }
  return only ? std::optional{system_zones().located()[*only].name} : std::nullopt;
}

std::vector<std::string> zones_by_fit(std::string_view wanted) {
  const auto& zones = system_zones().located();
  std::map<std::size_t, Fit> best;
  for (const auto& spelling : spellings()) {
    const auto fit = fit_of(spelling, wanted);
    if (!fit) continue;
    const auto [known, added] = best.emplace(spelling.zone, *fit);
    known->second = std::min(known->second, *fit);
  }
  std::vector<std::pair<Fit, std::size_t>> order;  // within a country zone.tab begins with the most populous
  for (const auto& [zone, fit] : best) order.emplace_back(fit, zone);
  std::ranges::sort(order);
  std::vector<std::string> names;
  for (const auto& [fit, zone] : order) names.push_back(zones[zone].name);
  return names;
}

std::vector<std::string> zones_for_nothing_typed(const Language& language) {
  const auto& code = language.code();
  const auto dash = code.find('-');
  const auto country = dash == std::string::npos ? likely_country(code) : code.substr(dash + 1);
  std::vector<std::string> names;
  std::vector<std::string> others;
  for (const auto& zone : system_zones().located())
    (zone.country == country ? names : others).push_back(zone.name);
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

std::vector<std::string> candidates(std::string_view typed, Timestamp now, const Language& language) {
  const auto wanted = fold(typed);
  if (const auto offset = parse_offset(typed)) {
    std::vector<std::string> zones;
    if (auto zone = fixed_zone(*offset)) return {std::move(*zone)};
    for (const auto zone : between_hours) {
      if (offset_of(zone, now) == *offset) zones.emplace_back(zone);
    }
    return zones;
  }
  if (wanted.empty())
    return trim(typed).empty() ? zones_for_nothing_typed(language) : std::vector<std::string>{};
  auto zones = zones_by_fit(wanted);
  if (const auto* known = find_abbreviation(wanted)) {
    std::erase(zones, known->zone);
    zones.emplace(zones.begin(), known->zone);
  }
  return zones;
}

}  // namespace

std::optional<std::string> find_time_zone(std::string_view typed) {
  const auto text = trim(typed);
  if (const auto offset = parse_offset(text)) return fixed_zone(*offset);
  const auto wanted = fold(text);
  if (wanted.empty()) return std::nullopt;
  if (const auto* known = find_abbreviation(wanted)) return std::string{known->zone};
  if (auto city = find_only(wanted, false)) return city;
  if (auto country = find_only(wanted, true)) return country;
  return is_time_zone(text) ? std::optional{system_zones().current_name(text)} : std::nullopt;
}

std::vector<ZoneChoice> list_time_zones(std::string_view typed, std::size_t count, Timestamp now,
                                        const Language& language) {
  const CityNames names{language.code()};
  std::vector<ZoneChoice> choices;
  for (auto& zone : candidates(typed, now, language)) {
    if (choices.size() == count) break;
    const auto clock = local_time(now, zone).since_midnight;
    const auto offset = offset_text(offset_of(zone, now));
    const bool has_city = !fixed_offset(zone) && zone != "UTC";
    auto label = fmt::format("{:02}:{:02} · {}", clock / hours{1}, clock % hours{1} / minutes{1}, offset);
    if (has_city) label = fmt::format("{} · {}", names.shown(zone), label);
    choices.push_back({.zone = std::move(zone), .label = std::move(label)});
  }
  return choices;
}

std::string time_zone_name(std::string_view zone, const Language& language) {
  if (const auto offset = fixed_offset(zone)) return offset_text(*offset);
  if (zone.find('/') == std::string_view::npos) return std::string{zone};
  return CityNames{language.code()}.shown(zone);
}

std::string time_zone_text(std::string_view zone) {
  const auto offset = fixed_offset(zone);
  return offset ? offset_text(*offset) : std::string{zone};
}

std::string utc_offset_text(std::string_view zone, Timestamp at) {
  return offset_text(offset_of(zone, at));
}

void prepare_time_zones() {
  spellings();
}

TimeZoneData time_zone_data() {
  auto status = U_ZERO_ERROR;
  const char* icu = icu::TimeZone::getTZDataVersion(status);
  return {.version = system_zones().version(), .icu_version = U_SUCCESS(status) ? icu : ""};
}

}  // namespace cs2::locale
