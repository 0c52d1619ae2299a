// When a server wants no messages, as managers write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/guilds.hpp"

namespace cs2::bot {

// "23:00-08:00", "23-8", "22.30 – 7". Nothing for what is none, or begins when it ends.
std::optional<store::QuietHours> parse_quiet_hours(std::string_view typed);

std::string clock_text(int minute_of_day);  // "07:30"

}  // namespace cs2::bot
