// `migrate` and `seed`.
#include <cstdio>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "store/database/migrate.hpp"
#include "store/sample/seed.hpp"

namespace cs2::app {
namespace {

Result<store::Migrated> open_and_migrate(const Settings& settings, const Clock& clock, Metrics& metrics,
                                         std::unique_ptr<store::Store>& store) {
  auto opened = open_store(settings, clock, metrics);
  if (!opened) return failed(opened);
  store = std::move(*opened);
  return store::migrate(*store);
}

}  // namespace

int migrate(const Settings& settings) {
  const SystemClock clock;
  Metrics metrics;
  std::unique_ptr<store::Store> store;
  const auto migrated = open_and_migrate(settings, clock, metrics, store);
  if (!migrated) return report_error(migrated.error());
  if (migrated->before == migrated->after) {
    fmt::print("{} is up to date (schema {})\n", describe_database(settings), migrated->after);
  } else {
    fmt::print("{} migrated from schema {} to {}\n", describe_database(settings), migrated->before,
               migrated->after);
  }
  return 0;
}

int seed(const Settings& settings) {
  const SystemClock clock;
  Metrics metrics;
  std::unique_ptr<store::Store> store;
  const auto migrated = open_and_migrate(settings, clock, metrics, store);
  if (!migrated) return report_error(migrated.error());
  const auto seeded = store::seed(*store, clock.now());
  if (!seeded) return report_error(seeded.error());
  fmt::print("{}: {} teams, {} tournaments and {} matches added\n", describe_database(settings),
             seeded->teams_created, seeded->tournaments_created, seeded->matches_created);
  return 0;
}

}  // namespace cs2::app
