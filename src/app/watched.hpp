// What the watchdog watches over, said in its words.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "ingest/ingest.hpp"
#include "model/source_traits.hpp"
#include "ops/watchdog.hpp"
#include "store/store.hpp"

namespace cs2::app {

// Two concerns for each source: its lists, and its depth. One that asks by name and has nobody to ask about
// is not without news; so of those only failing ones count.
std::vector<ops::Watched> watched_feeds(const std::vector<ingest::Ingest::Reading>& readings);

// "pandascore last read 840 s ago, failing for 600 s"
std::string describe(const SourceStatus& source, Timestamp now);

// Every live match, by whoever spoke of it last. Blocks.
std::vector<ops::Watched> watched_matches(store::Store& store, Timestamp now);

}  // namespace cs2::app
