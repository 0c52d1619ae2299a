// When a server wants no messages, as managers write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/guild/guilds.hpp"

namespace cs2::bot {

// "8", "08:00", "8.30" as a minute of the day; 24:00 is midnight. Nothing for what is no time of day.
std::optional<int> parse_clock(std::string_view typed);

// "23:00-08:00", "23-8", "22.30 – 7". Nothing for what is none, or begins when it ends.
std::optional<store::QuietHours> parse_quiet_hours(std::string_view typed);

// Whether messages that were held can still go out on the same day: not with "00:00-23:59".
bool leaves_time(const store::QuietHours& quiet);

std::string clock_text(int minute_of_day);  // "07:30"

}  // namespace cs2::bot
