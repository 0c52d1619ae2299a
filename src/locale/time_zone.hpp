// Time zones as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cs2::locale {

// The IANA name of what people type: "Europe/Berlin" of "berlin", "europe/berlin" and "CET". Nothing for
// what is no zone, city or usual abbreviation.
std::optional<std::string> find_time_zone(std::string_view typed);

}  // namespace cs2::locale
