// Names that would be cut, as fans shorten them.
#pragma once

#include <string>
#include <string_view>

#include "locale/language.hpp"

namespace cs2::view {

// At most `characters`: "IEM Cologne 2026" of "Intel Extreme Masters Cologne 2026", where the whole does not
// fit. Not cleaned.
std::string short_event_name(std::string_view name, std::size_t characters);

// "Winner SF1" of "Winner of Playoffs – Semifinal 1": who comes out of which match. What is written otherwise
// stays as it is.
std::string short_opponent(std::string_view written, const locale::Language& language);

}  // namespace cs2::view
