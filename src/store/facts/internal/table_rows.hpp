// Rankings, standings and placements as rows: the one place that knows their columns. Private to store.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/ranking.hpp"
#include "model/tournament.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/sourced.hpp"

namespace cs2::store {

// With its rows, best first.
std::optional<Sourced<Ranking>> load_ranking(Sql& sql, RankingSystem system, Timestamp published);
void replace_ranking(Sql& sql, const Sourced<Ranking>& ranking);

using StageOf = std::pair<TournamentId, std::string>;
using PlaceOf = std::pair<TournamentId, TeamId>;

std::map<StageOf, Sourced<Standings>> load_standings(Sql& sql, const std::vector<TournamentId>& tournaments);
void replace_standings(Sql& sql, const Sourced<Standings>& standings);

std::map<PlaceOf, Sourced<Placement>> load_placements(Sql& sql, const std::vector<TournamentId>& tournaments);
// Newest tournament first.
std::vector<Placement> load_placements_of(Sql& sql, TeamId team);
void upsert_placements(Sql& sql, const std::vector<Sourced<Placement>>& placements);

}  // namespace cs2::store
