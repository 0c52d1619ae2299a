// A match as a scheduled event of Discord's. It reveals nothing of how the match goes.
#pragma once

#include "discord/types.hpp"
#include "model/match_details.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// It ends as late as a series of that length usually does: Discord wants an end of every event.
discord::ScheduledEvent match_event(const MatchDetails& details, Timestamp starts_at, const Reader& reader);

}  // namespace cs2::view
