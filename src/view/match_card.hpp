// One match in full: event, stage, series score, maps with halves, veto, streams, links, times, source and
// age.
#pragma once

#include "discord/types.hpp"
#include "model/match_details.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// Keeps Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message match_card(const MatchDetails& details, const Reader& reader);

}  // namespace cs2::view
