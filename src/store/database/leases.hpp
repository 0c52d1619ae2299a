// One owner at a time among processes, for a role such as "poll the sources". Processes on several machines
// have several clocks, so a lease counts on the database's.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "store/store.hpp"

namespace cs2::store {

// True when `owner` holds `name` until now + duration: it was free, had run out, or was already ours
// (renewal).
bool acquire_lease(Store& store, const std::string& name, const std::string& owner, milliseconds duration);
// Gives it up early; nothing happens when it is another's.
void release_lease(Store& store, const std::string& name, const std::string& owner);

}  // namespace cs2::store
