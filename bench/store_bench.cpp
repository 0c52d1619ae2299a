// The store on SQLite: applying 1,000 matches, and questions to 10,000 and 100,000 of them.
#include "store/store.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <stdexcept>

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/matches.hpp"
#include "store/snapshot/snapshot.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::store {
namespace {

constexpr Timestamp now = from_unix_seconds(1'790'000'000);
constexpr int teams = 400;
constexpr int tournaments = 100;

struct Opened {
  test::TemporaryFolder folder;
  ManualClock clock{now};
  Metrics metrics;
  std::unique_ptr<Store> store;

  Opened() {
    log::configure(log::Format::text, log::Level::warning);
    auto opened =
        Store::open({.database_url = "sqlite://" + (folder.path() / "bench.db").string()}, clock, metrics);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store = std::move(*opened);
    if (const auto migrated = migrate(*store); !migrated) throw std::runtime_error(migrated.error().detail);
  }
};

void add_entities(Batch& batch) {
  for (int team = 1; team <= teams; ++team) {
    batch.teams.push_back({.team = {.id = {-team}, .name = fmt::format("Team {}", team), .acronym = "T"},
                           .external_ids = {fmt::format("t{}", team)}});
  }
  for (int tournament = 1; tournament <= tournaments; ++tournament) {
    batch.tournaments.push_back({.tournament = {.id = {-tournament},
                                                .name = fmt::format("Cup {}", tournament),
                                                .tier = static_cast<Tier>(tournament % 6)},
                                 .external_ids = {fmt::format("c{}", tournament)}});
  }
}

// The newest ten are live, the next hundred to come, the rest finished, one an hour into the past.
MatchWrite match_write(int number, int all) {
  MatchWrite write;
  auto& match = write.match;
  match.id = {-1 - number};
  match.tournament = {-1 - number % tournaments};
  match.opponents = {Opponent{.team = {-1 - number % teams}, .name = "A"},
                     Opponent{.team = {-1 - (number * 7 + 1) % teams}, .name = "B"}};
  match.stage = "Group stage";
  match.best_of = 3;
  const int age = all - number;
  match.scheduled_at = now - hours{age - 110};
  match.streams = {{.url = "https://stream.example/1", .language = "en", .official = true, .main = true}};
  if (age <= 100) {
    match.status = MatchStatus::scheduled;
  } else {
    match.status = age <= 110 ? MatchStatus::live : MatchStatus::finished;
    match.started_at = match.scheduled_at;
    for (int map = 1; map <= 2; ++map) {
      match.maps.push_back({.number = map,
                            .name = "Nuke",
                            .status = MapStatus::finished,
                            .score = Score{13, 9},
                            .winner = 0,
                            .halves = {{.rounds = {8, 4}, .first_side = Side::ct},
                                       {.rounds = {5, 5}, .first_side = Side::t}}});
    }
  }
  if (match.status == MatchStatus::finished) {
    match.score = Score{2, 0};
    match.winner = 0;
    match.ended_at = *match.started_at + hours{2};
  }
  write.external_ids = {fmt::format("m{}", number)};
  write.changes = {{.id = {}, .match = match.id, .at = now, .what = MatchAnnounced{}}};
  return write;
}

Batch batch_of(int first, int count, int all, bool with_matches) {
  Batch batch{.provider = ProviderName::sample, .observed_at = now};
  add_entities(batch);
  for (int number = first; number < first + count; ++number) {
    auto write = match_write(number, all);
    auto facts = write.match;
    batch.sightings.push_back({.match = write.match.id,
                               .external_id = write.external_ids[0],
                               .url = "https://matches.example/1",
                               .facts = std::move(facts)});
    if (with_matches) batch.matches.push_back(std::move(write));
  }
  return batch;
}

void must(const Result<Applied>& applied) {
  if (!applied) throw std::runtime_error(applied.error().detail);
}

// One database per size, filled once.
Opened& filled(int matches) {
  static std::map<int, std::unique_ptr<Opened>> all;
  auto& opened = all[matches];
  if (!opened) {
    opened = std::make_unique<Opened>();
    for (int first = 0; first < matches; first += 1000)
      must(apply(*opened->store, batch_of(first, 1000, matches, true)));
  }
  return *opened;
}

void apply_1000_new_matches(benchmark::State& state) {
  for (auto step : state) {
    state.PauseTiming();
    auto opened = std::make_unique<Opened>();
    const auto batch = batch_of(0, 1000, 1000, true);
    state.ResumeTiming();
    must(apply(*opened->store, batch));
    state.PauseTiming();
    opened.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(apply_1000_new_matches)->Unit(benchmark::kMillisecond);

void apply_1000_unchanged_matches(benchmark::State& state) {
  auto& opened = filled(10'000);
  auto batch = batch_of(0, 1000, 10'000, true);
  for (auto step : state) {
    batch.observed_at += seconds{1};
    must(apply(*opened.store, batch));
  }
}
BENCHMARK(apply_1000_unchanged_matches)->Unit(benchmark::kMillisecond);

void load_known_for_1000_matches(benchmark::State& state) {
  auto& opened = filled(10'000);
  const auto batch = batch_of(9'000, 1000, 10'000, true);
  Report report{.provider = batch.provider, .observed_at = now};
  for (const auto& write : batch.teams)
    report.teams.push_back({.external_id = write.external_ids[0], .team = write.team});
  for (const auto& write : batch.matches) {
    auto& match = report.matches.emplace_back();
    static_cast<MatchFacts&>(match) = write.match;
    match.external_id = write.external_ids[0];
  }
  for (auto step : state) benchmark::DoNotOptimize(load_snapshot(*opened.store, report));
}
BENCHMARK(load_known_for_1000_matches)->Unit(benchmark::kMillisecond);

// The clock moves beyond a cached answer's life before each question.
void ask(benchmark::State& state, const MatchQuery& query, bool cached) {
  auto& opened = filled(static_cast<int>(state.range(0)));
  for (auto step : state) {
    if (!cached) opened.clock.advance(minutes{1});
    benchmark::DoNotOptimize(list_matches(*opened.store, query));
  }
}

void list_live(benchmark::State& state) {
  ask(state, {.statuses = {MatchStatus::live}, .count = 5}, false);
}
BENCHMARK(list_live)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void list_latest_results(benchmark::State& state) {
  ask(state, {.statuses = {MatchStatus::finished}, .order = MatchOrder::latest_first, .count = 5}, false);
}
BENCHMARK(list_latest_results)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void list_results_of_a_team(benchmark::State& state) {
  ask(state,
      {.statuses = {MatchStatus::finished}, .team = TeamId{7}, .order = MatchOrder::latest_first, .count = 5},
      false);
}
BENCHMARK(list_results_of_a_team)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void list_results_of_top_tiers(benchmark::State& state) {
  ask(state,
      {.statuses = {MatchStatus::finished}, .tier = Tier::a, .order = MatchOrder::latest_first, .count = 5},
      false);
}
BENCHMARK(list_results_of_top_tiers)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void list_live_cached(benchmark::State& state) {
  ask(state, {.statuses = {MatchStatus::live}, .count = 5}, true);
}
BENCHMARK(list_live_cached)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void find_one(benchmark::State& state, bool cached) {
  auto& opened = filled(static_cast<int>(state.range(0)));
  std::int64_t id = 0;
  for (auto step : state) {
    if (!cached) id = id % state.range(0) + 1;
    benchmark::DoNotOptimize(find_match(*opened.store, {cached ? 17 : id}));
  }
}

void find_match_uncached(benchmark::State& state) {
  find_one(state, false);
}
BENCHMARK(find_match_uncached)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void find_match_cached(benchmark::State& state) {
  find_one(state, true);
}
BENCHMARK(find_match_cached)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace cs2::store
