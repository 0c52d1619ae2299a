#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {

TeamSnapshot load_team_snapshot(Sql& sql, const Report& report) {
  std::set<std::string> names;
  for (const auto& team : report.teams) {
    names.insert(team.team.name);
    names.insert(team.aliases.begin(), team.aliases.end());
  }
  TeamSnapshot teams;
  load_entities(sql, report.provider, EntityKind::team, report.teams, names, load_teams, teams);
  return teams;
}

void load_team_details(Sql& sql, const Report& report, const MatchSnapshot& matches, TeamSnapshot& teams) {
  const auto meant = candidates(teams);
  if (!report.rosters.empty()) {
    for (auto& stay : load_stays(sql, meant)) teams.stays[stay.facts.team].push_back(std::move(stay));
  }
  if (report.teams.empty()) return;

  std::set<TeamId> distinct{meant.begin(), meant.end()};
  for (const auto& [id, row] : matches.rows) {
    for (const auto& opponent : row.opponents) {
      if (opponent.team) distinct.insert(opponent.team);
    }
  }
  auto& traits = teams.traits;
  for_each_chunk(
      std::vector<TeamId>{distinct.begin(), distinct.end()}, limits::rows_per_statement,
      [&](const std::vector<TeamId>& chunk) {
        for (auto& [team, folded] : sql.select<Row<TeamId, std::string>>(
                 "SELECT ours, folded FROM alias WHERE kind = 'team' AND ours IN NUMBERS(:ids)", chunk))
          traits[team].names.insert(std::move(folded));
        load_ids_of(sql, EntityKind::team, chunk, traits);
        for (auto& [team, nickname] : sql.select<Row<TeamId, std::string>>(R"(
        SELECT roster_entry.team_id, player.nickname
        FROM roster_entry JOIN player ON player.id = roster_entry.player_id
        WHERE roster_entry.until IS NULL AND roster_entry.role NOT IN ('coach', 'staff')
              AND roster_entry.team_id IN NUMBERS(:ids))",
                                                                           chunk))
          traits[team].players.insert(fold(nickname));
      });
}

}  // namespace cs2::store
