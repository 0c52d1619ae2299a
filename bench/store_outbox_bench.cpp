// The outbox on SQLite and, under scripts/with-services, on PostgreSQL: one change planned for very many
// channels, and what claiming and settling takes of a worker that sends nothing.
#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>

#include "base/log.hpp"
#include "store/apply.hpp"
#include "store/matches.hpp"
#include "store/migrate.hpp"
#include "store/outbox.hpp"
#include "store/sql.hpp"
#include "support/temporary_database.hpp"

namespace cs2::store {
namespace {

constexpr Timestamp now = from_unix_seconds(1'790'000'000);
constexpr int channels_per_guild = 10;

class FanOut {
 public:
  FanOut(test::Database database, int channels) : database_(database) {
    log::configure(log::Format::text, log::Level::warning);
    auto opened = Store::open({.database_url = database_.url(), .redis_url = ""}, clock_, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store_ = std::move(*opened);
    if (const auto migrated = migrate(*store_); !migrated) throw std::runtime_error(migrated.error().detail);
    write_match();
    for (int first = 1; first <= channels; first += per_statement)
      follow(first, std::min(channels, first + per_statement - 1));
    if (!store_->is_sqlite()) store_->sql().write()->run_once("ANALYZE subscription");
  }

  Store& store() { return *store_; }

  // The final has ended, for the n-th time.
  Change happen() {
    const auto [id] = store_->sql()
                          .write()
                          ->select_one<Row<ChangeId>>(
                              "INSERT INTO change (match_id, at, kind, detail) "
                              "VALUES (:match, :at, 'match_finished', '{}') RETURNING id",
                              match_, now)
                          .value();
    return find_change(*store_, id).value();
  }
  Occasion occasion(const Change& change) const {
    return {.name = fmt::format("result:{}", change.id.value),
            .kind = NoticeKind::result,
            .match = match_,
            .concerned = {{.subject = {}, .opponent_rank = {}}},
            .due_at = now};
  }

 private:
  static constexpr int per_statement = 5'000;

  void write_match() {
    Batch batch{.provider = ProviderName::sample, .observed_at = now};
    MatchWrite final;
    final.match.id = {-1};
    final.match.opponents = {Opponent{.name = "A"}, Opponent{.name = "B"}};
    final.match.scheduled_at = now;
    final.external_ids = {"final"};
    batch.matches = {std::move(final)};
    if (const auto applied = apply(*store_, batch); !applied)
      throw std::runtime_error(applied.error().detail);
    match_ = list_matches(*store_, {}).matches.front().match.id;
  }

  void follow(int first, int last) {
    std::vector<std::vector<Cell>> rows;
    for (int channel = first; channel <= last; ++channel) {
      rows.push_back(to_cells(channel / channels_per_guild + 1, "channel", channel, "everything", 0, 0, -1,
                              "[]", "show", now));
    }
    store_->sql().write()->insert_all(
        "INSERT INTO subscription (guild_id, destination, target_id, subject, subject_id, lan_only, kinds, "
        "roles, spoilers, created_at) VALUES",
        rows);
  }

  ManualClock clock_{now};
  Metrics metrics_;
  test::TemporaryDatabase database_;
  std::unique_ptr<Store> store_;
  MatchId match_;
};

void plan_one_change(benchmark::State& state, test::Database database) {
  const auto channels = static_cast<int>(state.range(0));
  FanOut world{database, channels};
  std::int64_t planned = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const auto change = world.happen();
    const auto occasion = world.occasion(change);
    state.ResumeTiming();
    planned += plan(world.store(), change, {occasion}).value();
  }
  if (planned != state.iterations() * channels) state.SkipWithError("not everybody is told");
  state.SetItemsProcessed(planned);
}

void claim_and_settle(benchmark::State& state, test::Database database) {
  constexpr int channels = 20'000;
  const auto at_once = static_cast<int>(state.range(0));
  FanOut world{database, channels};
  const auto plan_more = [&world] {
    const auto change = world.happen();
    plan(world.store(), change, {world.occasion(change)});
  };
  plan_more();
  std::int64_t settled = 0;
  for (auto _ : state) {
    const auto claimed = claim(world.store(), {.owner = "bench", .lease = minutes{10}, .count = at_once});
    std::vector<Settlement> settlements;
    settlements.reserve(claimed.size());
    for (const auto& one : claimed)
      settlements.push_back(
          {.delivery = one.id, .target = one.destination.id, .posted = {.channel = 1, .message = 2}});
    settle(world.store(), "bench", settlements);
    settled += std::ssize(claimed);
    if (std::ssize(claimed) < at_once) {
      state.PauseTiming();
      plan_more();
      state.ResumeTiming();
    }
  }
  state.SetItemsProcessed(settled);
}

void add_all(test::Database database, const std::string& name) {
  benchmark::RegisterBenchmark(fmt::format("plan_one_change/{}", name).c_str(), plan_one_change, database)
      ->Arg(10'000)
      ->Arg(100'000)
      ->Iterations(3)
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(fmt::format("claim_and_settle/{}", name).c_str(), claim_and_settle, database)
      ->Arg(100)
      ->Unit(benchmark::kMillisecond);
}

const bool added = [] {
  add_all(test::Database::sqlite, "sqlite");
  if (!test::environment("CS2_TEST_POSTGRES_URL").empty()) add_all(test::Database::postgres, "postgres");
  return true;
}();

}  // namespace
}  // namespace cs2::store
