// Small things that a role must remember across restarts: budgets, feed states, the ids of the registered
// commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/provider_name.hpp"
#include "model/source_traits.hpp"
#include "store/store.hpp"

namespace cs2::store {

std::optional<std::string> find_state(Store& store, const std::string& key);
void save_state(Store& store, const std::string& key, const std::string& value);

// Since when a source is read here: what happened before is no news of it. Noted once, before its first
// reading; nothing where that never was, as of an import.
void note_reading(Store& store, ProviderName provider);
std::optional<Timestamp> find_reading_since(Store& store, ProviderName provider);

// A feed's last reading, for `as of`, readiness and the doctor.
struct FeedState {
  ProviderName provider;
  std::string feed;           // "running", "matches", …
  bool lists_matches = true;  // its reading says how old "no match" is
  std::optional<Timestamp> succeeded_at;
  std::optional<Timestamp> tried_at;
  int failures = 0;                             // in a row
  std::optional<Timestamp> failing_since = {};  // the first of them
  std::string last_error;
};
std::vector<FeedState> list_feeds(Store& store);
void save_feed(Store& store, const FeedState& feed);

// What is on offer from now on. A feed that was never read is known as such, and one of a source that is
// switched off is forgotten.
void offer_feeds(Store& store, const std::vector<FeedState>& feeds);

// What the feeds that list matches make of each source, see model/source_traits.hpp.
std::vector<SourceStatus> list_source_statuses(Store& store);

}  // namespace cs2::store
