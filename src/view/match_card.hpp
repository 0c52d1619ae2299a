// One match in full: event, stage, series score, the two teams, maps with halves, veto, streams, links, times
// and sources.
#pragma once

#include <optional>
#include <string>

#include "discord/types.hpp"
#include "model/match_context.hpp"
#include "model/match_details.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// Keeps Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message match_card(const MatchDetails& details, const MatchContext& context, const Reader& reader);

// Leads to the main stream; nothing where there is none, or no more.
std::optional<discord::Button> watch_button(const MatchFacts& facts, const Reader& reader);

// The maps with their results, a line each: of a reader without scores as many as the series could have.
std::string maps_text(const MatchDetails& details, const Reader& reader);

// A logo of the winner where that is no secret, else of the event; empty without one.
std::string match_picture(const MatchDetails& details, const Reader& reader);

}  // namespace cs2::view
