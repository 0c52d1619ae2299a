// Time zones as people write and read them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "locale/language.hpp"

namespace cs2::locale {

// The IANA name of what people type: "Europe/Berlin" of "berlin", "Берлин", "europe/berlin" and "CET",
// "Europe/Kyiv" of "Ukraine"'s one zone and of its old name, "Etc/GMT-3" of "+3" and "UTC+3". Nothing for
// what is none, or for a country with several.
std::optional<std::string> find_time_zone(std::string_view typed);

struct ZoneChoice {
  std::string zone;   // IANA name
  std::string label;  // "Warszawa · 22:41 · UTC+1"
};
// At most `count` that what was typed may mean, the likeliest first, with the clock there at `now`. Where
// nothing was typed, those of the country of the language come first.
std::vector<ZoneChoice> list_time_zones(std::string_view typed, std::size_t count, Timestamp now,
                                        const Language& language);

// As readers call it: "Warszawa" of Europe/Warsaw in Polish, "UTC+3" of Etc/GMT-3.
std::string time_zone_name(std::string_view zone, const Language& language);
// As settings show it: the IANA name, but "UTC+3" of Etc/GMT-3, whose sign everybody would misread.
std::string time_zone_text(std::string_view zone);
// "UTC+1", "UTC+5:30", "UTC": how far its clocks are from UTC at that time.
std::string utc_offset_text(std::string_view zone, Timestamp at);

// Makes ready what the first search would wait for. From any thread.
void prepare_time_zones();

// What the clocks are based on.
struct TimeZoneData {
  std::string version;      // of the system: "2026b"; empty: not installed, or not known
  std::string icu_version;  // of ICU's own, of which only the names of cities are used
};
TimeZoneData time_zone_data();

}  // namespace cs2::locale
