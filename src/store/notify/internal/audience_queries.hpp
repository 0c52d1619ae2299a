// The parts of a match's concerns, for one match or for many. Private to store.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "model/match.hpp"
#include "model/subscription.hpp"
#include "model/tournament.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

using Ranks = std::map<TeamId, int>;
using Players = std::array<std::vector<PlayerId>, 2>;  // by slot

// In Valve's latest ranking of the world.
Ranks load_ranks(Sql& sql, const std::vector<TeamId>& teams);
// Who is announced for the match, else who plays for the team now.
std::map<MatchId, Players> load_players(Sql& sql, const std::vector<Match>& matches);

MatchTraits traits_of(const Match& match, const std::optional<Tournament>& event);
// Teams, `players`, the event, its tier and those below, everything.
std::vector<AudienceMember> audience_of(const Match& match, const MatchTraits& traits, const Ranks& ranks,
                                        const Players& players);

}  // namespace cs2::store
