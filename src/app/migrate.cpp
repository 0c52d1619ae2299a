// `migrate`.
#include <cstdio>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "store/database/migrate.hpp"

namespace cs2::app {

int migrate(const Settings& settings) {
  const SystemClock clock;
  Metrics metrics;
  const auto store = open_store(settings, clock, metrics);
  if (!store) return report_error(store.error());
  const auto migrated = store::migrate(**store);
  if (!migrated) return report_error(migrated.error());
  if (migrated->before == migrated->after) {
    fmt::print("{} is up to date (schema {})\n", describe_database(settings), migrated->after);
  } else {
    fmt::print("{} migrated from schema {} to {}\n", describe_database(settings), migrated->before,
               migrated->after);
  }
  return 0;
}

}  // namespace cs2::app
