// The finding test's spellings asked of databases instead of the index: LIKE on SQLite and, where
// CS2_TEST_POSTGRES_URL names a server (scripts/bench finding), LIKE and pg_trgm on PostgreSQL.
//
// The argument is how many invented names stand among the real ones, as many of each kind. The counters are
// the share of spellings for which the meant name stands first, and among the first five, and what one of a
// hundred takes longer than.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "base/log.hpp"
#include "base/text.hpp"
#include "bot/name_index.hpp"
#include "invented_names.hpp"
#include "store/sql.hpp"
#include "support/temporary_database.hpp"
#include "unit/bot/finding/fixture.hpp"

namespace cs2::bot {
namespace {

using store::NameKind;
using store::Row;

constexpr std::size_t offered = 5;
constexpr NameKind kinds[] = {NameKind::team, NameKind::tournament, NameKind::player};

std::vector<finding::Spelling> all_spellings() {
  std::vector<finding::Spelling> all;
  for (const auto kind : kinds) std::ranges::move(finding::read_spellings(kind), std::back_inserter(all));
  return all;
}

// The real names, and invented ones of which nobody has heard.
std::vector<store::Named> names_of(NameKind kind, std::int64_t invented) {
  auto names = finding::make_names(kind);
  auto more = invent_names(static_cast<std::size_t>(invented) / std::size(kinds), kind, 1'000'000);
  for (auto& named : more) named.weight = 0;
  std::ranges::move(more, std::back_inserter(names));
  return names;
}

// Asks each spelling once per iteration; `find` gives the first names.
template <class Find>
void measure(benchmark::State& state, Find find) {
  const auto spellings = all_spellings();
  int first = 0;
  int in_five = 0;
  std::vector<double> taken;
  for (auto _ : state) {
    first = in_five = 0;
    for (const auto& spelling : spellings) {
      const auto begun = std::chrono::steady_clock::now();
      const std::vector<std::string> names = find(spelling);
      taken.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
      const auto place = std::ranges::find_first_of(names, spelling.meant) - names.begin();
      first += place == 0 && !names.empty() ? 1 : 0;
      in_five += place < std::ssize(names) ? 1 : 0;
    }
  }
  const auto asked = static_cast<double>(spellings.size());
  state.counters["first_percent"] = 100 * first / asked;
  state.counters["in_five_percent"] = 100 * in_five / asked;
  const auto at_99 = taken.begin() + static_cast<std::ptrdiff_t>(taken.size() * 99 / 100);
  std::ranges::nth_element(taken, at_99);
  state.counters["p99_ms"] = *at_99;
  state.counters["per_spelling"] =
      benchmark::Counter(asked, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void index(benchmark::State& state) {
  std::vector<store::Named> names;
  for (const auto kind : kinds) std::ranges::move(names_of(kind, state.range(0)), std::back_inserter(names));
  const NameIndex index{std::move(names)};
  measure(state, [&](const finding::Spelling& spelling) {
    std::vector<std::string> found;
    for (const auto& hit : index.search(spelling.typed, spelling.kind, offered))
      found.push_back(hit.named->name);
    return found;
  });
}
BENCHMARK(index)->Arg(0)->Arg(50'000)->Unit(benchmark::kMillisecond);

// One row for each name and alias, folded as the store folds them.
class Names {
 public:
  Names(test::Database kind, std::int64_t invented) : database_(kind) {
    log::configure(log::Format::text, log::Level::error);
    pool_.emplace(database_.url(), 2, metrics_);
    const auto sql = pool_->write();
    sql->run_once("CREATE TABLE spelled (kind INTEGER, folded TEXT, name TEXT, weight DOUBLE PRECISION)");
    std::vector<std::vector<store::Cell>> rows;
    for (const auto each : kinds) {
      for (const auto& named : names_of(each, invented)) {
        add(rows, named, named.name);
        for (const auto& alias : named.aliases) add(rows, named, alias);
      }
    }
    sql->insert_all("INSERT INTO spelled (kind, folded, name, weight) VALUES", rows);
    if (kind == test::Database::sqlite) return;
    sql->run_once("CREATE EXTENSION pg_trgm");
    sql->run_once("CREATE INDEX spelled_by_trigram ON spelled USING gin (folded gin_trgm_ops)");
    sql->run_once("ANALYZE spelled");
  }

  std::vector<std::string> find(const std::string& text, const finding::Spelling& spelling,
                                const std::string& wanted) {
    std::vector<std::string> found;
    for (auto& [name] :
         pool_->read()->select<Row<std::string>>(text, static_cast<int>(spelling.kind), wanted)) {
      if (found.size() < offered && std::ranges::find(found, name) == found.end())
        found.push_back(std::move(name));
    }
    return found;
  }

 private:
  static void add(std::vector<std::vector<store::Cell>>& rows, const store::Named& named,
                  const std::string& spelled) {
    rows.push_back(store::to_cells(static_cast<int>(named.kind), fold(spelled), named.name, named.weight));
  }

  test::TemporaryDatabase database_;
  Metrics metrics_;
  std::optional<store::SqlPool> pool_;
};

void like(benchmark::State& state, test::Database kind) {
  if (test::missing_service({.database = kind})) return state.SkipWithError("no server");
  Names names{kind, state.range(0)};
  const std::string text =
      "SELECT name FROM spelled WHERE kind = :kind AND folded LIKE :wanted "
      "ORDER BY weight DESC, name LIMIT 10";
  measure(state, [&](const finding::Spelling& spelling) {
    return names.find(text, spelling, "%" + fold(spelling.typed) + "%");
  });
}
BENCHMARK_CAPTURE(like, sqlite, test::Database::sqlite)->Arg(0)->Arg(50'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(like, postgres, test::Database::postgres)
    ->Arg(0)
    ->Arg(50'000)
    ->Unit(benchmark::kMillisecond);

void trigrams(benchmark::State& state) {
  if (test::missing_service({.database = test::Database::postgres})) return state.SkipWithError("no server");
  Names names{test::Database::postgres, state.range(0)};
  const std::string text =
      "SELECT name FROM spelled, (SELECT CAST(:kind AS INTEGER) AS kind, CAST(:wanted AS TEXT) AS typed) AS asked "
      "WHERE spelled.kind = asked.kind AND folded % typed "
      "ORDER BY similarity(folded, typed) DESC, weight DESC, name LIMIT 10";
  measure(state, [&](const finding::Spelling& spelling) {
    return names.find(text, spelling, fold(spelling.typed));
  });
}
BENCHMARK(trigrams)->Arg(0)->Arg(50'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cs2::bot
