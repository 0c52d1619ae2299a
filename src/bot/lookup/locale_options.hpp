// Options for languages and time zones, as /settings, /me and /follow have them.
#pragma once

#include <string>

#include "bot/command_definition.hpp"

namespace cs2::bot {

// Those of the binary, each by its own name: "Deutsch".
extern const ChoiceOption language_option;

// By name, city, country or difference from UTC, with the clock there now.
extern const TextOption time_zone_option;

// In the language itself, with a link: that nobody has reviewed all of its translation; empty where it was.
std::string translation_note(const locale::Language& language, const locale::Catalogue& catalogue);

}  // namespace cs2::bot
