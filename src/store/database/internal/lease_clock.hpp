// The clock on which leases count. Private to store.
//
// Processes on several machines share a PostgreSQL and have a clock each, of which one may be wrong: so it is
// the database's. SQLite has none of its own, and a clock that is not the system's is a test's or the demo's.
#pragma once

#include "store/database/internal/sql.hpp"

namespace cs2::store {

Timestamp lease_now(const Store& store, Sql& sql);

}  // namespace cs2::store
