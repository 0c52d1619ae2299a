// Text from sources and people, as it may be shown to others.
//
// sanitize (base/text.hpp) makes it look like what it is. It drops control characters except newline and tab,
// characters that are invisible or turn the direction of what follows, and marks stacked on a letter beyond
// those that a script needs.
#pragma once

#include <string>
#include <string_view>

namespace cs2 {

// The same for a text of ours with such names in it: the isolates that we put around them stay.
std::string sanitize_composed(std::string_view text);

// A name for every place that shows one: sanitized, on one line, with single spaces, and without what makes
// an address or invite a link: "discord.gg/abc" is "discord.gg abc".
std::string clean_name(std::string_view name);

// Words that sources write where they know nothing: "TBA", "unknown".
bool is_placeholder(std::string_view written);

}  // namespace cs2
