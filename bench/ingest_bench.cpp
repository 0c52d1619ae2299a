// Reconciling a thousand matches: all new, and all known with a second source's word on each.
#include <benchmark/benchmark.h>

#include "base/text.hpp"
#include "ingest/reconcile.hpp"

namespace cs2::ingest {
namespace {

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};
constexpr int matches = 1'000;
constexpr int teams = 200;

std::string team_id(int number) {
  return std::to_string(1 + number % teams);
}

Report report_of_a_thousand() {
  Report report{.provider = ProviderName::pandascore, .observed_at = now};
  for (int number = 0; number < teams; ++number)
    report.teams.push_back(
        {.external_id = team_id(number), .team = {.id = {}, .name = "Team " + team_id(number)}});
  for (int number = 0; number < matches; ++number) {
    MatchReport match;
    match.external_id = std::to_string(number);
    match.scheduled_at = now + minutes{10 * number};
    match.best_of = 3;
    match.opponents = {OpponentReport{.team = team_id(number), .name = "Team " + team_id(number)},
                       OpponentReport{.team = team_id(number + 7), .name = "Team " + team_id(number + 7)}};
    report.matches.push_back(match);
  }
  return report;
}

// As if the report had been applied, and another source had said nearly the same.
store::StoreSnapshot known_after(const Report& report) {
  store::StoreSnapshot known;
  for (const auto& team : report.teams) {
    auto stored = team.team;
    stored.id = {std::stoll(team.external_id)};
    known.teams.by_name[fold(stored.name)].push_back(stored);
    known.teams.by_external_id.emplace(team.external_id, stored);
  }
  for (const auto& match : report.matches) {
    Match stored;
    static_cast<MatchFacts&>(stored) = match;
    for (std::size_t slot = 0; slot < 2; ++slot)
      stored.opponents[slot] = {{std::stoll(*match.opponents[slot].team)}, match.opponents[slot].name};
    const MatchId id{std::stoll(match.external_id) + 1};
    known.matches.records[id].push_back({ProviderName::liquipedia, "lpw:" + match.external_id, stored, now});
    stored.id = id;
    stored.revision = 1;
    known.matches.rows.emplace(id, stored);
  }
  return known;
}

void reconcile_new(benchmark::State& state) {
  const auto report = report_of_a_thousand();
  for (auto _ : state) benchmark::DoNotOptimize(reconcile(report, {}, now));
  state.SetItemsProcessed(state.iterations() * matches);
}

void reconcile_known_by_id(benchmark::State& state) {
  const auto report = report_of_a_thousand();
  auto known = known_after(report);
  for (const auto& [id, row] : known.matches.rows)
    known.matches.by_external_id.emplace(std::to_string(id.value - 1), id);
  for (auto _ : state) benchmark::DoNotOptimize(reconcile(report, known, now));
  state.SetItemsProcessed(state.iterations() * matches);
}

void reconcile_known_by_teams_and_time(benchmark::State& state) {
  const auto report = report_of_a_thousand();
  const auto known = known_after(report);
  for (auto _ : state) benchmark::DoNotOptimize(reconcile(report, known, now));
  state.SetItemsProcessed(state.iterations() * matches);
}

BENCHMARK(reconcile_new)->Unit(benchmark::kMillisecond);
BENCHMARK(reconcile_known_by_id)->Unit(benchmark::kMillisecond);
BENCHMARK(reconcile_known_by_teams_and_time)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cs2::ingest
