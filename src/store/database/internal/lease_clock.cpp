#include "store/database/internal/lease_clock.hpp"

namespace cs2::store {

Timestamp lease_now(const Store& store, Sql& sql) {
  const bool is_real = dynamic_cast<const SystemClock*>(&store.clock()) != nullptr;
  if (sql.is_sqlite() || !is_real) return store.clock().now();
  const auto now =
      sql.select_one<Row<Timestamp>>("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)");
  return std::get<0>(now.value());
}

}  // namespace cs2::store
