#include "sim/source/internal/world_tables.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace cs2::sim {
namespace {

RankingSystem region_of(const WorldTeam& team) {
  using enum RankingSystem;
  static const std::map<std::string_view, RankingSystem> elsewhere{{"US", valve_americas},
                                                                   {"BR", valve_americas},
                                                                   {"MX", valve_americas},
                                                                   {"CN", valve_asia},
                                                                   {"AU", valve_asia}};
  const auto found = elsewhere.find(team.country);
  return found == elsewhere.end() ? valve_europe : found->second;
}

}  // namespace

std::vector<WorldRecord> records_of(const std::vector<WorldMatch>& matches) {
  std::map<int, WorldRecord> by_team;
  for (const auto& match : matches) {
    for (std::size_t slot = 0; slot < 2; ++slot) {
      if (match.teams[slot] < 0) continue;
      auto& record = by_team[match.teams[slot]];
      record.team = match.teams[slot];
      if (!match.facts.winner) continue;
      ++(static_cast<std::size_t>(*match.facts.winner) == slot ? record.wins : record.losses);
    }
  }
  std::vector<WorldRecord> records;
  for (const auto& [team, record] : by_team) records.push_back(record);
  std::ranges::sort(records, {}, [](const WorldRecord& record) {
    return std::tuple{-record.wins, record.losses, record.team};
  });
  return records;
}

std::vector<const WorldTeam*> ranked_teams(const World& world, RankingSystem system) {
  std::vector<const WorldTeam*> teams;
  for (const auto& team : world.teams()) {
    if (system == RankingSystem::valve_world || region_of(team) == system) teams.push_back(&team);
  }
  std::ranges::sort(teams, std::greater{}, &WorldTeam::strength);
  return teams;
}

int ranking_points(const WorldTeam& team) {
  return 800 + 14 * team.strength;
}

}  // namespace cs2::sim
