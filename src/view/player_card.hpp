// A player: names, team history, matches, and stats where a source counts them.
#pragma once

#include "discord/types.hpp"
#include "model/profile.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// Keeps Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message player_card(const PlayerProfile& profile, const Reader& reader);

// Whether the card leaves something out for a reader without scores.
bool hides_result(const PlayerProfile& profile, const Reader& reader);

}  // namespace cs2::view
