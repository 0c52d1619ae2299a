#include "store/database/leases.hpp"

#include "store/database/internal/lease_clock.hpp"

namespace cs2::store {

// One statement decides, so that of two processes that ask at once exactly one gets its row back.
bool acquire_lease(Store& store, const std::string& name, const std::string& owner, milliseconds duration) {
  const auto lent = store.sql().write();
  const auto now = lease_now(store, *lent);
  // One that stands further ahead than any lasts was taken before the clock was set back.
  const auto row = lent->select_one<Row<std::string>>(R"(
        INSERT INTO lease (name, owner, expires_at) VALUES (:name, :owner, :expires_at)
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
        WHERE lease.owner = excluded.owner OR lease.expires_at <= :now OR lease.expires_at > :longest
        RETURNING owner)",
                                                      name, owner, now + duration, now, now + duration);
  return row.has_value();
}

void release_lease(Store& store, const std::string& name, const std::string& owner) {
  store.sql().write()->run("DELETE FROM lease WHERE name = :name AND owner = :owner", name, owner);
}

}  // namespace cs2::store
