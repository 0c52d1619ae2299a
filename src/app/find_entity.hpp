// One of ours as an operator types it: its number, or the name of a team, player or tournament.
#pragma once

#include <string>

#include "base/result.hpp"
#include "model/entity.hpp"
#include "store/store.hpp"

namespace cs2::app {

// A number is taken as it is, and looked up by whoever uses it. A name is compared without case and
// diacritics, former ones too, and nothing is guessed. not_found: nobody is called so, with up to three that
// are called nearly so; conflict: several are, with their numbers.
Result<std::int64_t> find_entity(store::Store& store, EntityKind entity, const std::string& typed);

}  // namespace cs2::app
