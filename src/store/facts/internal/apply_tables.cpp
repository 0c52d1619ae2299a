#include <algorithm>
#include <set>

#include "store/facts/internal/application.hpp"
#include "store/facts/internal/table_rows.hpp"

namespace cs2::store {

void Application::write_rankings() {
  for (const auto& write : batch_.rankings) write_ranking(write);
}

void Application::write_ranking(const RankingWrite& write) {
  Sourced<Ranking> told{.facts = write.ranking, .provider = batch_.provider, .url = write.ranking.url};
  told.facts.rows = with_teams_resolved(std::move(told.facts.rows));
  std::ranges::sort(told.facts.rows, {},
                    [](const RankingRow& row) { return std::pair{row.position, row.team}; });
  if (load_ranking(sql_, write.ranking.system, write.ranking.published) == told) return;
  replace_ranking(sql_, told);
  ++applied_.rankings_changed;
  writing_.touch(Topic::tables);
  add_changes(write.changes);
}

void Application::write_standings() {
  if (batch_.standings.empty()) return;
  std::set<TournamentId> tournaments;
  for (const auto& standings : batch_.standings) tournaments.insert(resolved(standings.tournament));
  const auto stored = load_standings(sql_, {tournaments.begin(), tournaments.end()});
  for (const auto& standings : batch_.standings) {
    Sourced<Standings> told{.facts = standings, .provider = batch_.provider, .url = {}};
    told.facts.tournament = resolved(standings.tournament);
    told.facts.rows = with_teams_resolved(std::move(told.facts.rows));
    std::ranges::sort(told.facts.rows, {},
                      [](const Standing& row) { return std::pair{row.position, row.team}; });
    const auto before = stored.find({told.facts.tournament, standings.stage});
    if (before != stored.end() && before->second == told) continue;
    replace_standings(sql_, told);
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
    const Sourced<Placement> told{.facts = placement, .provider = batch_.provider, .url = {}};
    const auto before = stored.find({placement.tournament, placement.team});
    if (before == stored.end() || before->second != told) changed.push_back(told);
  }
  if (changed.empty()) return;
  upsert_placements(sql_, changed);
  writing_.touch(Topic::tables);
}

}  // namespace cs2::store
