// Parts that commands and answers write alike.
#pragma once

#include <string_view>

#include "discord/json_writer.hpp"
#include "discord/types.hpp"

namespace cs2::discord {

// `name` and, where there are translations, `name`_localizations.
void write_localized(JsonWriter& json, std::string_view name, const Localized& text);
void write_choice(JsonWriter& json, const CommandChoice& choice);

}  // namespace cs2::discord
