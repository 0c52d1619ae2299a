#include "store/facts/apply.hpp"

#include <chrono>

#include "store/facts/internal/application.hpp"
#include "store/facts/internal/batch_check.hpp"

namespace cs2::store {

Applied Application::run() {
  refuse_merged();
  write_teams();
  write_players();
  write_tournaments();
  write_matches();
  write_sightings();
  write_retirements();
  write_line_ups();
  write_player_stats();
  write_rosters();
  write_rankings();
  write_standings();
  write_placements();
  write_pages();
  write_reviews();
  write_issues();
  writing_.commit();
  return std::move(applied_);
}

void Application::add_changes(const std::vector<Change>& changes) {
  for (auto change : changes) {
    change.match = resolved(change.match);
    change.team = resolved(change.team);
    change.player = resolved(change.player);
    const auto row = sql_.select_one<Row<ChangeId>>(
        R"(
        INSERT INTO change (match_id, team_id, player_id, at, kind, detail)
        VALUES (:match, :team, :player, :at, :kind, :detail) RETURNING id)",
        change.match, change.team, change.player, change.at, name(change.what), what_to_json(change.what));
    change.id = std::get<0>(row.value());
    applied_.changes.push_back(change);
  }
}

namespace {

Result<Applied> apply_checked(Store& store, const Batch& batch) {
  if (const auto checked = check_batch(batch); !checked) return failed(checked);
  try {
    return Application{store, batch}.run();
  } catch (const WriteConflict& error) {
    return fail(ErrorKind::conflict, "{}", error.what());
  } catch (const ValueRefused& error) {
    return invalid("{}", error.what());
  }
}

}  // namespace

Result<Applied> apply(Store& store, const Batch& batch) {
  const auto begun = std::chrono::steady_clock::now();
  auto applied = apply_checked(store, batch);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  auto& metrics = store.metrics();
  metrics.observe("cs2results_apply_seconds", {{"outcome", applied ? "applied" : name(applied.error().kind)}},
                  taken.count());
  if (applied) {
    for (const auto& change : applied->changes)
      metrics.count("cs2results_changes_total", {{"kind", name(change.what)}});
  }
  return applied;
}

}  // namespace cs2::store
