#include "store/queries/internal/standings.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/table_rows.hpp"
#include "store/identity/internal/identity_tables.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {

std::vector<StageStandings> load_stage_standings(Sql& sql, TournamentId tournament) {
  auto stages = load_standings(sql, {tournament});
  std::set<TeamId> ids;
  for (auto& [stage, sourced] : stages) {
    drop_retired(sql, EntityKind::team, sourced.facts.rows, [](const Standing& row) { return row.team; });
    for (const auto& row : sourced.facts.rows) ids.insert(row.team);
  }
  const auto teams = load_teams(sql, {ids.begin(), ids.end()});
  std::vector<StageStandings> all;
  for (const auto& [stage, sourced] : stages) {
    StageStandings standings{.stage = sourced.facts.stage, .provider = sourced.provider, .teams = {}};
    for (const auto& row : sourced.facts.rows)
      standings.teams.push_back({.team = teams.at(row.team), .standing = row});
    all.push_back(std::move(standings));
  }
  return all;
}

std::vector<StageStandings> list_standings(Store& store, TournamentId tournament) {
  Reading reading{store};
  return load_stage_standings(reading.sql(), tournament);
}

std::vector<PlacedTeam> load_placed_teams(Sql& sql, TournamentId tournament) {
  const auto placements = load_placements(sql, {tournament});
  std::vector<TeamId> ids;
  ids.reserve(placements.size());
  for (const auto& [place, sourced] : placements) ids.push_back(place.second);
  const auto teams = load_teams(sql, ids);
  std::vector<PlacedTeam> all;
  all.reserve(placements.size());
  for (const auto& [place, sourced] : placements)
    all.push_back({.team = teams.at(place.second), .placement = sourced.facts});
  drop_retired(sql, EntityKind::team, all, [](const PlacedTeam& placed) { return placed.team.id; });
  std::ranges::sort(all, {}, [](const PlacedTeam& placed) {
    return std::tuple{placed.placement.best, placed.placement.worst, placed.team.id};
  });
  return all;
}

std::vector<PlacedTeam> list_placements(Store& store, TournamentId tournament) {
  Reading reading{store};
  return load_placed_teams(reading.sql(), tournament);
}

std::vector<PlacedTournament> list_placements(Store& store, TeamId team) {
  Reading reading{store};
  const auto placements = load_placements_of(reading.sql(), team);
  std::vector<TournamentId> ids;
  ids.reserve(placements.size());
  for (const auto& placement : placements) ids.push_back(placement.tournament);
  const auto tournaments = load_tournaments(reading.sql(), ids);
  std::vector<PlacedTournament> all;
  all.reserve(placements.size());
  for (const auto& placement : placements)
    all.push_back({.tournament = tournaments.at(placement.tournament), .placement = placement});
  return all;
}

}  // namespace cs2::store
