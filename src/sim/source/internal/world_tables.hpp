// The standings of a World's teams, whichever source reports them. Only for sim's own files; pure.
#pragma once

#include <vector>

#include "model/ranking.hpp"
#include "sim/source/world.hpp"

namespace cs2::sim {

struct WorldRecord {
  int team = 0;
  int wins = 0;
  int losses = 0;
};

// Of the teams in these matches, best first.
std::vector<WorldRecord> records_of(const std::vector<WorldMatch>& matches);

// The teams of one of Valve's rankings, best first.
std::vector<const WorldTeam*> ranked_teams(const World& world, RankingSystem system);
int ranking_points(const WorldTeam& team);

}  // namespace cs2::sim
