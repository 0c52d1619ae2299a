#include "store/facts/internal/fact_rows.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {

TournamentSnapshot load_tournament_snapshot(Sql& sql, const Report& report) {
  std::set<std::string> names;
  for (const auto& tournament : report.tournaments) names.insert(tournament.tournament.name);
  TournamentSnapshot tournaments;
  load_entities(sql, report.provider, EntityKind::tournament, report.tournaments, names, load_tournaments,
                tournaments);
  return tournaments;
}

void load_tournaments_of(Sql& sql, const MatchSnapshot& matches, TournamentSnapshot& tournaments) {
  std::set<TournamentId> ids;
  for (const auto& [id, row] : matches.rows) {
    if (row.tournament) ids.insert(row.tournament);
  }
  tournaments.of_matches =
      all_without_overrides(sql, EntityKind::tournament, load_tournaments(sql, {ids.begin(), ids.end()}));
}

}  // namespace cs2::store
