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
#include "store/facts/apply.hpp"

namespace cs2::store {

// With its rows, best first.
std::optional<Told<Ranking>> load_ranking(Sql& sql, RankingSystem system, Timestamp published);
void replace_ranking(Sql& sql, const Told<Ranking>& ranking);

using StageOf = std::pair<TournamentId, std::string>;
using PlaceOf = std::pair<TournamentId, TeamId>;

std::map<StageOf, Told<Standings>> load_standings(Sql& sql, const std::vector<TournamentId>& tournaments);
void replace_standings(Sql& sql, const Told<Standings>& standings);

std::map<PlaceOf, Told<Placement>> load_placements(Sql& sql, const std::vector<TournamentId>& tournaments);
// Newest tournament first.
std::vector<Placement> load_placements_of(Sql& sql, TeamId team);
void upsert_placements(Sql& sql, const std::vector<Told<Placement>>& placements);

}  // namespace cs2::store
