#include "app/seed.hpp"

#include <cstdio>
#include <vector>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "ingest/ingest_report.hpp"
#include "sim/source/world_report.hpp"
#include "store/database/migrate.hpp"
#include "store/queries/names.hpp"

namespace cs2::app {
namespace {

constexpr int days_before = 4;
constexpr int days_after = 2;
// The deciders of both groups are being played, whatever the hour of the day.
constexpr auto into_the_day = hours{6};
using HalfHours = std::chrono::duration<std::int64_t, std::ratio<1800>>;  // matches begin at round times

// No two days alike.
sim::World world_of(Timestamp begins_at) {
  const auto number = std::chrono::floor<days>(begins_at).time_since_epoch().count();
  return sim::World::beginning_at(begins_at, static_cast<std::uint64_t>(number));
}

Report invented_report(Timestamp now) {
  const Timestamp today = std::chrono::floor<HalfHours>(now) - into_the_day;
  std::vector<sim::World> worlds;
  for (int day = -days_before; day <= days_after; ++day) worlds.push_back(world_of(today + days{day}));
  return sim::world_report(worlds, now);
}

}  // namespace

Result<store::Applied> seed(store::Store& store, Timestamp now, Metrics& metrics) {
  if (!store::list_names(store).empty()) return store::Applied{};
  return ingest::ingest_report(store, invented_report(now), "", now, metrics);
}

int seed(const Settings& settings) {
  const SystemClock clock;
  Metrics metrics;
  const auto store = open_store(settings, clock, metrics);
  if (!store) return report_error(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return report_error(migrated.error());
  const auto seeded = seed(**store, clock.now(), metrics);
  if (!seeded) return report_error(seeded.error());
  fmt::print("{}: {} teams, {} tournaments and {} matches added\n", describe_database(settings),
             seeded->teams_created, seeded->tournaments_created, seeded->matches_created);
  return 0;
}

}  // namespace cs2::app
