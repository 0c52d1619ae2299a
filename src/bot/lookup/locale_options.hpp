// Options for languages and time zones, as /settings, /me and /follow have them.
#pragma once

#include "bot/command_definition.hpp"

namespace cs2::bot {

// Those of the binary, each by its own name: "Deutsch".
extern const ChoiceOption language_option;

// By name, city, country or difference from UTC, with the clock there now.
extern const TextOption time_zone_option;

}  // namespace cs2::bot
