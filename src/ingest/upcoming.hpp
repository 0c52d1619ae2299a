// What the store says about the next hours and about whom to ask. Blocks.
#pragma once

#include <string>
#include <vector>

#include "ingest/schedule.hpp"
#include "store/store.hpp"

namespace cs2::ingest {

Upcoming load_agenda(store::Store& store, Timestamp now);

// Whom a feed that asks by name asks about now. They are noted before they are asked about: one whose answer
// always fails must not be asked about for ever.
std::vector<std::string> pick_lookups(store::Store& store, ProviderName provider, const provider::Feed& feed,
                                      PollingRate tempo, Timestamp now);

}  // namespace cs2::ingest
