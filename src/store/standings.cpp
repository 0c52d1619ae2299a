#include "store/standings.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "store/rows.hpp"
#include "store/table_rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {

std::vector<StageStandings> list_standings(Store& store, TournamentId tournament) {
  Reading reading{store};
  const auto stages = load_standings(reading.sql(), {tournament});
  std::set<TeamId> ids;
  for (const auto& [stage, told] : stages) {
    for (const auto& row : told.facts.rows) ids.insert(row.team);
  }
  const auto teams = load_teams(reading.sql(), {ids.begin(), ids.end()});
  std::vector<StageStandings> all;
  for (const auto& [stage, told] : stages) {
    StageStandings standings{.stage = told.facts.stage, .provider = told.provider, .teams = {}};
    for (const auto& row : told.facts.rows)
      standings.teams.push_back({.team = teams.at(row.team), .standing = row});
    all.push_back(std::move(standings));
  }
  return all;
}

std::vector<PlacedTeam> list_placements(Store& store, TournamentId tournament) {
  Reading reading{store};
  const auto placements = load_placements(reading.sql(), {tournament});
  std::vector<TeamId> ids;
  for (const auto& [place, told] : placements) ids.push_back(place.second);
  const auto teams = load_teams(reading.sql(), ids);
  std::vector<PlacedTeam> all;
  for (const auto& [place, told] : placements)
    all.push_back({.team = teams.at(place.second), .placement = told.facts});
  std::ranges::sort(all, {}, [](const PlacedTeam& placed) {
    return std::tuple{placed.placement.best, placed.placement.worst, placed.team.id};
  });
  return all;
}

std::vector<PlacedTournament> list_placements(Store& store, TeamId team) {
  Reading reading{store};
  const auto placements = load_placements_of(reading.sql(), team);
  std::vector<TournamentId> ids;
  for (const auto& placement : placements) ids.push_back(placement.tournament);
  const auto tournaments = load_tournaments(reading.sql(), ids);
  std::vector<PlacedTournament> all;
  for (const auto& placement : placements)
    all.push_back({.tournament = tournaments.at(placement.tournament), .placement = placement});
  return all;
}

}  // namespace cs2::store
