#include "store/database/address.hpp"

#include "store/cache/internal/redis_address.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/sqlite_file.hpp"

namespace cs2::store {

Result<void> check(const StoreSettings& settings) {
  if (const auto checked = check_database_url(settings.database_url); !checked) return failed(checked);
  if (settings.redis_url.empty()) return {};
  if (const auto address = parse_redis_url(settings.redis_url); !address) return failed(address);
  return {};
}

bool is_sqlite(const StoreSettings& settings) {
  return sqlite_path(settings.database_url).has_value();
}

}  // namespace cs2::store
