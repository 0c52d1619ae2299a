// `backup` and `restore`.
#include <cstdio>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "store/database/backup.hpp"

namespace cs2::app {
namespace {

std::string in_megabytes(std::uintmax_t bytes) {
  constexpr double megabyte = 1e6;
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / megabyte);
}

}  // namespace

int backup(const Settings& settings, const BackupOptions& options) {
  const auto place = store_settings(settings);
  if (!place) return report_error(place.error());
  const SystemClock clock;
  const auto now = clock.now();
  const auto written = store::write_backup(place->database_url, options.folder, now);
  if (!written) return report_error(written.error());
  fmt::print("{} written and verified ({})\n", written->file.string(), in_megabytes(written->bytes));
  if (options.keep > 0) {
    if (const int removed = store::remove_old_backups(options.folder, options.keep); removed > 0)
      fmt::print("old backups removed: {}\n", removed);
  }
  // For cs2results_backup_age_seconds of the running bot.
  Metrics metrics;
  const auto store = open_store(settings, clock, metrics);
  if (!store) return report_error(store.error());
  store::note_backup(**store, now);
  return 0;
}

int restore(const Settings& settings, const std::string& file) {
  const auto place = store_settings(settings);
  if (!place) return report_error(place.error());
  if (const auto restored = store::restore_backup(place->database_url, file); !restored)
    return report_error(restored.error());
  fmt::print("{} restored to {}\n", file, describe_database(settings));
  return 0;
}

}  // namespace cs2::app
