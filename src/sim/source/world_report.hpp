// Several days of Worlds as one report, for a database that no source fills.
#pragma once

#include <span>

#include "model/report.hpp"
#include "sim/source/world.hpp"

namespace cs2::sim {

// All that is known at `now`: teams and their players, the cup of each day with its groups and places, the
// leagues, and the rankings of the month. Of a world only what is played within its day counts, so that a
// neighbour's matches do not come twice. Ids are names and days: the same worlds always give the same ones.
// Nothing of it is news.
Report world_report(std::span<const World> worlds, Timestamp now);

}  // namespace cs2::sim
