#include "app/open_store.hpp"

#include "base/redact.hpp"

namespace cs2::app {
namespace {

Result<std::string> database_url(const Settings& settings) {
  if (!settings.database_url.empty()) return settings.database_url;
  return default_database_url(process_environment);
}

}  // namespace

Result<std::unique_ptr<store::Store>> open_store(const Settings& settings, const Clock& clock,
                                                 Metrics& metrics) {
  const auto url = database_url(settings);
  if (!url) return failed(url);
  return store::Store::open({.database_url = *url, .redis_url = settings.redis_url}, clock, metrics);
}

std::string describe_database(const Settings& settings) {
  const auto url = database_url(settings);
  return url ? redact_patterns(*url) : url.error().detail;
}

}  // namespace cs2::app
