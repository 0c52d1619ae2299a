// Standings of a tournament, and what teams won in the end.
#pragma once

#include <vector>

#include "model/standings.hpp"
#include "store/store.hpp"

namespace cs2::store {

// By the names of the stages.
std::vector<StageStandings> list_standings(Store& store, TournamentId tournament);

// Best first. The champion is at 1 to 1, once it is known.
std::vector<PlacedTeam> list_placements(Store& store, TournamentId tournament);

// Of one team, the newest tournament first.
std::vector<PlacedTournament> list_placements(Store& store, TeamId team);

}  // namespace cs2::store
