// A World's teams, matches and stages as PandaScore's objects. Only for sim's own files.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/source/world.hpp"

namespace cs2::sim {

// A part of a tournament: theirs is our stage.
struct PandascoreStage {
  std::int64_t id = 0;
  int tournament = 0;  // position in the world's
  std::string name;
  std::vector<WorldMatch> matches;  // in the order of the schedule
};

// Real ids are about as large; the world's are clearly not theirs.
std::int64_t pandascore_match_id(const WorldMatch& match);
std::int64_t pandascore_team_id(int team);
std::int64_t pandascore_player_id(int team, std::size_t seat);
std::int64_t pandascore_serie_id(int tournament);

std::vector<PandascoreStage> pandascore_stages(const World& world, Timestamp now);

boost::json::object pandascore_team(const World& world, int team, Timestamp now);
boost::json::object pandascore_match(const World& world, const WorldMatch& match, Timestamp now);
// With its league, its serie and its teams.
boost::json::object pandascore_tournament(const World& world, const PandascoreStage& stage, Timestamp now);

}  // namespace cs2::sim
