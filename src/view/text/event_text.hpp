// What the card of an event and the list of events say alike.
#pragma once

#include <string>

#include "model/profile.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// "12 July 2026 – 19 July 2026", or that the dates are not known.
std::string dates_text(const EventDates& dates, const Reader& reader);

// "S-Tier"; empty where it is not known, or has none.
std::string tier_text(const Tournament& event, const Reader& reader);

// "S-Tier · LAN · Cologne, 🇩🇪 Germany"; the parts that are known.
std::string place_and_tier(const Tournament& event, const Reader& reader);

}  // namespace cs2::view
