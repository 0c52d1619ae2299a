// Standings of a tournament and what teams won, as a message names them.
#pragma once

#include <string>
#include <vector>

#include "model/provider_name.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

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

struct PlacedTeam {
  Team team;
  Placement placement;

  bool operator==(const PlacedTeam&) const = default;
};
struct PlacedTournament {
  Tournament tournament;
  Placement placement;

  bool operator==(const PlacedTournament&) const = default;
};

}  // namespace cs2
