// When a server is quiet.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "store/guild/guilds.hpp"

namespace cs2::notify {

// When a server's quiet hours end that hold at `now`; nothing outside of them.
std::optional<Timestamp> end_of_quiet_hours(const store::GuildSettings& settings, Timestamp now);

}  // namespace cs2::notify
