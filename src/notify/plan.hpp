// Changes since the last look, and what is due by the clock, turned into deliveries. All of it blocks.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "base/clock.hpp"
#include "model/ids.hpp"
#include "model/subscription.hpp"
#include "store/store.hpp"

namespace cs2::notify {

struct Planned {
  int changes = 0;
  std::int64_t deliveries = 0;
};

// At most limits::changes_planned_at_once, the oldest first. Several processes may do this at once.
Planned plan_changes(store::Store& store);

// Which reminders of a match were looked at, so that the same question is not asked every few seconds. What
// is forgotten is only asked again.
class ReminderCache {
 public:
  // Whether a reminder of this match became due since it was asked last. `wanted`: minutes, sorted.
  bool is_due(MatchId match, Timestamp starts_at, const std::vector<int>& wanted, Timestamp now);
  // Matches that are not among these are forgotten.
  void keep(const std::set<MatchId>& matches);

 private:
  struct Asked {
    Timestamp starts_at;
    std::set<int> due;  // minutes before
  };
  std::map<MatchId, Asked> asked_;
};

// Scheduled events of matches that start within limits::events_ahead, where any server wants them.
Planned plan_events(store::Store& store);

// The digest that was planned last for each subscription, so that a day's is not planned every few seconds.
// What is forgotten is only planned again, which is harmless.
using DigestCache = std::map<SubscriptionId, std::string>;

// Today's digests whose time of day has come.
Planned plan_digests(store::Store& store, DigestCache& digested);

// Reminders that are due, of all matches that start within the longest that anybody wants.
Planned plan_reminders(store::Store& store, ReminderCache& reminded);

}  // namespace cs2::notify
