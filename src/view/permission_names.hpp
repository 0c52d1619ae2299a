// Permissions by the names that Discord's settings show, so that somebody can find them there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "locale/language.hpp"

namespace cs2::view {

// Those that the bot may ask for, in the order of Discord's own list.
std::vector<std::string> permission_names(std::uint64_t permissions, const locale::Language& language);

}  // namespace cs2::view
