// How teams stand in a tournament, and what they won in the end.
#pragma once

#include <string>
#include <vector>

#include "model/provider_name.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct StandingTeam {
  Team team;
  Standing standing;

  bool operator==(const StandingTeam&) const = default;
};
struct StageStandings {
  std::string stage;
  ProviderName provider = ProviderName::sample;
  std::vector<StandingTeam> teams;  // best first

  bool operator==(const StageStandings&) const = default;
};
// By the names of the stages.
std::vector<StageStandings> list_standings(Store& store, TournamentId tournament);

struct PlacedTeam {
  Team team;
  Placement placement;

  bool operator==(const PlacedTeam&) const = default;
};
// Best first. The champion stands at 1 to 1, once it is known.
std::vector<PlacedTeam> list_placements(Store& store, TournamentId tournament);

struct PlacedTournament {
  Tournament tournament;
  Placement placement;

  bool operator==(const PlacedTournament&) const = default;
};
// Of one team, the newest tournament first.
std::vector<PlacedTournament> list_placements(Store& store, TeamId team);

}  // namespace cs2::store
