// Loading past results: what 1,000 more cost while 10,000 to 200,000 are stored, on SQLite and, where
// CS2_TEST_POSTGRES_URL names a server (scripts/bench import), on PostgreSQL.
//
// The counters are milliseconds for 1,000 matches: reading the file, asking what is known, recognising and
// merging, writing. Behind them a whole import of rows in the order of their days, and of the same rows
// shuffled.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>

#include "base/log.hpp"
#include "base/text.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/import.hpp"
#include "ingest/ingest_report.hpp"
#include "ingest/reconcile.hpp"
#include "provider/history.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/imports.hpp"
#include "support/temporary_database.hpp"

namespace cs2 {
namespace {

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};
constexpr int measured = 3'000;

// Invented, and shaped like the real ones: 30 a day, of 400 teams and twelve events a month.
std::string row(int number) {
  constexpr Timestamp begin = std::chrono::sys_days{std::chrono::year{2005} / 1 / 1};
  const int first = (number * 7919) % 400;
  const int second = (first + 1 + number % 5000 * 1049 % 399) % 400;
  return fmt::format(
      "{},{},Squad {},Squad {},2,{},3,Open Cup {},Nuke 13:{} pick1; Mirage {}; Ancient 16:14\n", number,
      to_iso8601(begin + minutes{48 * number}), first, second, number % 2, number / 75, number % 12,
      number % 2 == 0 ? "13:5" : "9:13");
}

std::string rows(int first, int count) {
  std::string csv = "id,date,team1,team2,score1,score2,best_of,tournament,maps\n";
  for (int number = first; number < first + count; ++number) {
    auto line = row(number);
    // A series of two maps has no third.
    if (number % 2 == 0) line.replace(line.find("; Ancient"), 15, "");
    csv += line;
  }
  return csv;
}

class Stopwatch {
 public:
  template <class Do>
  auto time(const char* what, Do step) {
    const auto begun = std::chrono::steady_clock::now();
    auto result = step();
    taken_[what] += std::chrono::steady_clock::now() - begun;
    return result;
  }
  double milliseconds_of(const char* what) const {
    const auto found = taken_.find(what);
    return found == taken_.end() ? 0 : std::chrono::duration<double, std::milli>(found->second).count();
  }

 private:
  std::map<std::string, std::chrono::steady_clock::duration> taken_;
};

struct Growing {
  explicit Growing(test::Database kind) : database(kind) {
    log::configure(log::Format::text, log::Level::error);
    auto opened = store::Store::open({.database_url = database.url()}, clock, metrics);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store = std::move(*opened);
    if (!store::migrate(*store)) throw std::runtime_error("the database cannot be migrated");
  }

  Stopwatch load(int count) {
    Stopwatch watch;
    provider::HistoryParser parser{"bench", now};
    const auto csv = rows(stored, count);
    const auto read = watch.time("parse", [&] { return parser.feed(csv) && parser.finish(); });
    if (!read) throw std::runtime_error("the rows cannot be read");
    while (const auto part = parser.next()) {
      if (!part->rejects.empty()) throw std::runtime_error(part->rejects.front().reason);
      const auto report = ingest::with_bare_names(part->report);
      const auto known = watch.time("known", [&] { return store::load_snapshot(*store, report); });
      const auto done = watch.time("reconcile", [&] { return ingest::reconcile(report, known, now); });
      const auto applied = watch.time("apply", [&] { return store::apply(*store, done.batch); });
      if (!applied || applied->matches_created != static_cast<int>(part->report.matches.size()))
        throw std::runtime_error("a match is not new");
    }
    stored += count;
    return watch;
  }

  test::TemporaryDatabase database;
  ManualClock clock{now};
  Metrics metrics;
  std::unique_ptr<store::Store> store;
  int stored = 0;
};

// One database for all sizes, from small to large.
void import_1000_more(benchmark::State& state, test::Database kind) {
  static std::map<test::Database, std::unique_ptr<Growing>> all;
  if (test::missing_service({kind, test::Caching::process})) {
    state.SkipWithError("no PostgreSQL: scripts/bench import starts one");
    return;
  }
  auto& growing = all[kind];
  if (!growing) growing = std::make_unique<Growing>(kind);
  const int before = static_cast<int>(state.range(0));
  while (growing->stored < before) {
    growing->load(std::min(before - growing->stored, 10'000));
    store::count_anew(*growing->store);
  }
  for (auto step : state) {
    const auto watch = growing->load(measured);
    for (const auto* what : {"parse", "known", "reconcile", "apply"})
      state.counters[what] = watch.milliseconds_of(what) * 1000 / measured;
  }
}

void on_sqlite(benchmark::State& state) {
  import_1000_more(state, test::Database::sqlite);
}
void on_postgres(benchmark::State& state) {
  import_1000_more(state, test::Database::postgres);
}
// Whole, with the search for what became double.
void import_in_order(benchmark::State& state, test::Database kind, bool shuffled) {
  if (test::missing_service({kind, test::Caching::process})) {
    state.SkipWithError("no PostgreSQL: scripts/bench import starts one");
    return;
  }
  const auto csv = rows(0, static_cast<int>(state.range(0)));
  auto lines = split(csv, '\n');
  lines.pop_back();
  if (shuffled)
    std::ranges::shuffle(lines.begin() + 1, lines.end(), std::mt19937{1});  // NOLINT(cert-msc51-cpp)
  std::string file;
  for (const auto line : lines) file.append(line).append("\n");
  for (auto step : state) {
    state.PauseTiming();
    Growing growing{kind};
    state.ResumeTiming();
    provider::HistoryParser parser{"bench", now};
    if (!parser.feed(file) || !parser.finish()) throw std::runtime_error("the rows cannot be read");
    ingest::Import import{
        *growing.store, {.digest = "bench", .source = "bench", .begun_at = now}, growing.metrics};
    while (const auto part = parser.next()) {
      if (!import.take(*part, now)) throw std::runtime_error("a part is not taken");
    }
    if (import.state().created != state.range(0)) throw std::runtime_error("a match is not new");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK_CAPTURE(import_in_order, sorted_on_sqlite, test::Database::sqlite, false)
    ->Arg(10'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(import_in_order, shuffled_on_sqlite, test::Database::sqlite, true)
    ->Arg(10'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(import_in_order, sorted_on_postgres, test::Database::postgres, false)
    ->Arg(10'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(import_in_order, shuffled_on_postgres, test::Database::postgres, true)
    ->Arg(10'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

BENCHMARK(on_sqlite)->Arg(0)->Arg(10'000)->Arg(50'000)->Arg(200'000)->Iterations(1)->Unit(
    benchmark::kMillisecond);
BENCHMARK(on_postgres)
    ->Arg(0)
    ->Arg(10'000)
    ->Arg(50'000)
    ->Arg(200'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cs2
