// Parts that all messages, commands and answers write alike.
//
// Every text that somebody will see is written by one of the first two, whatever it is made of: so a name
// from outside that was not cleaned on its way cannot mislead anywhere (base/text.hpp).
#pragma once

#include <string_view>

#include "discord/json_writer.hpp"
#include "discord/types.hpp"

namespace cs2::discord {

// A text of lines and markdown.
void write_markdown(JsonWriter& json, std::string_view member, std::string_view text);
// A line that Discord shows as it is: a label, a name, a title. One without anything to see becomes U+FFFD,
// because Discord refuses an empty one.
void write_line(JsonWriter& json, std::string_view member, std::string_view text);

// `name` and, where there are translations, `name`_localizations.
void write_localized(JsonWriter& json, std::string_view name, const Localized& text);
void write_choice(JsonWriter& json, const CommandChoice& choice);

}  // namespace cs2::discord
