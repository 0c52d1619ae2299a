#include <algorithm>
#include <set>

#include "store/facts/internal/application.hpp"
#include "store/facts/internal/table_rows.hpp"

namespace cs2::store {

void Application::write_rankings() {
  for (const auto& write : batch_.rankings) write_ranking(write);
}

void Application::write_ranking(const RankingWrite& write) {
  Sourced<Ranking> sourced{.facts = write.ranking, .provider = batch_.provider, .url = write.ranking.url};
  sourced.facts.rows = with_teams_resolved(std::move(sourced.facts.rows));
  std::ranges::sort(sourced.facts.rows, {},
                    [](const RankingRow& row) { return std::pair{row.position, row.team}; });
  if (load_ranking(sql_, write.ranking.system, write.ranking.published) == sourced) return;
  replace_ranking(sql_, sourced);
  ++applied_.rankings_changed;
  writing_.touch(Topic::tables);
  writing_.touch(Topic::names);  // a team weighs as much as its place
  add_changes(write.changes);
}

void Application::write_standings() {
  if (batch_.standings.empty()) return;
  std::set<TournamentId> tournaments;
  for (const auto& standings : batch_.standings) tournaments.insert(resolved(standings.tournament));
  const auto stored = load_standings(sql_, {tournaments.begin(), tournaments.end()});
  for (const auto& standings : batch_.standings) {
    Sourced<Standings> sourced{.facts = standings, .provider = batch_.provider, .url = {}};
    sourced.facts.tournament = resolved(standings.tournament);
    sourced.facts.rows = with_teams_resolved(std::move(sourced.facts.rows));
    std::ranges::sort(sourced.facts.rows, {},
                      [](const Standing& row) { return std::pair{row.position, row.team}; });
    const auto before = stored.find({sourced.facts.tournament, standings.stage});
    if (before != stored.end() && before->second == sourced) continue;
    replace_standings(sql_, sourced);
    writing_.touch(Topic::tables);
  }
}

void Application::write_placements() {
  if (batch_.placements.empty()) return;
  std::set<TournamentId> tournaments;
  for (const auto& placement : batch_.placements) tournaments.insert(resolved(placement.tournament));
  const auto stored = load_placements(sql_, {tournaments.begin(), tournaments.end()});
  std::vector<Sourced<Placement>> changed;
  for (auto placement : batch_.placements) {
    placement.tournament = resolved(placement.tournament);
    placement.team = resolved(placement.team);
    const Sourced<Placement> sourced{.facts = placement, .provider = batch_.provider, .url = {}};
    const auto before = stored.find({placement.tournament, placement.team});
    if (before == stored.end() || before->second != sourced) changed.push_back(sourced);
  }
  if (changed.empty()) return;
  upsert_placements(sql_, changed);
  writing_.touch(Topic::tables);
}

}  // namespace cs2::store
