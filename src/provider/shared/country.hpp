// Countries as wikis write them, by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cs2::provider {

// "Türkiye", "Turkey", "tr" → "TR": ISO 3166 alpha-2, XK is Kosovo. Nothing for regions and unknown names.
std::optional<std::string> find_country(std::string_view name);

}  // namespace cs2::provider
