// What a suggestion stands for: "t:12" is a team, "e:5" an event, "m:99" a match, "p:7" a player.
//
// Discord hands back the value of the suggestion that was picked, but also whatever was typed instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/ids.hpp"

namespace cs2::view {

using Reference = std::variant<TeamId, TournamentId, MatchId, PlayerId>;

std::string to_string(Reference reference);
// Nothing for free text.
std::optional<Reference> parse_reference(std::string_view text);

}  // namespace cs2::view
