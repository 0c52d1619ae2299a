#include "store/facts/internal/table_rows.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {

TableSnapshot load_table_snapshot(Sql& sql, const Report& report, const TournamentSnapshot& tournaments) {
  TableSnapshot tables;
  for (const auto& ranking : report.rankings) {
    if (auto stored = load_ranking(sql, ranking.system, ranking.published))
      tables.rankings.emplace(std::pair{ranking.system, ranking.published}, std::move(*stored));
    const auto newest = sql.select_one<Row<std::optional<Timestamp>>>(
        "SELECT MAX(published) FROM ranking WHERE system = :system", name(ranking.system));
    if (newest && std::get<0>(*newest)) tables.newest_rankings.emplace(ranking.system, *std::get<0>(*newest));
  }
  auto ids = candidates(tournaments);
  for (const auto& [id, tournament] : tournaments.of_matches) ids.push_back(id);
  const bool any_winner =
      std::ranges::any_of(report.tournaments, [](const auto& each) { return each.winner.has_value(); });
  if (!report.standings.empty()) tables.standings = load_standings(sql, ids);
  if (!report.placements.empty() || any_winner) tables.placements = load_placements(sql, ids);
  return tables;
}

}  // namespace cs2::store
