#include "app/open_store.hpp"

#include "base/redact.hpp"
#include "store/database/address.hpp"

namespace cs2::app {
namespace {

Result<std::string> database_url(const Settings& settings) {
  if (!settings.database_url.empty()) return settings.database_url;
  return default_database_url(process_environment);
}

}  // namespace

Result<store::StoreSettings> store_settings(const Settings& settings) {
  auto url = database_url(settings);
  if (!url) return failed(url);
  store::StoreSettings found{.database_url = std::move(*url), .redis_url = settings.redis_url};
  if (const auto checked = store::check(found); !checked) return failed(checked);
  return found;
}

Result<std::unique_ptr<store::Store>> open_store(const Settings& settings, const Clock& clock,
                                                 Metrics& metrics) {
  const auto found = store_settings(settings);
  if (!found) return failed(found);
  return store::Store::open(*found, clock, metrics);
}

std::string describe_database(const Settings& settings) {
  const auto url = database_url(settings);
  return url ? redact_patterns(*url) : url.error().detail;
}

}  // namespace cs2::app
