// The maps of the game, by whichever name a source has for them.
#pragma once

#include <string>
#include <string_view>

namespace cs2::provider {

// "de_dust2", "Dust2" and "d2" are Dust II. A map that we do not know keeps the name that it came with,
// without "de_"; empty only where nothing was written.
std::string map_name(std::string_view written);

}  // namespace cs2::provider
