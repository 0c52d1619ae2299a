// Small things that a role must remember across restarts: budgets, feed states, the ids of the registered
// commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/provider_name.hpp"
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
  bool lists_matches = true;  // its reading tells how old "no match" is
  std::optional<Timestamp> succeeded_at;
  std::optional<Timestamp> tried_at;
  int failures = 0;  // in a row
  std::string last_error;
};
std::vector<FeedState> list_feeds(Store& store);
void save_feed(Store& store, const FeedState& feed);

}  // namespace cs2::store
