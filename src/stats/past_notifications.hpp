// The notifications that a subscription would have sent, had it existed.
//
// By the worker's rules: once where it notifies once, and without what was over by the time
// it was learned. Corrections change messages and are none of their own. What differs: rankings and line-ups
// are those of now, and nothing is held back or lost.
#pragma once

#include <vector>

#include "model/recent_changes.hpp"

namespace cs2::stats {

struct PastNotice {
  NoticeKind kind = NoticeKind::result;
  Timestamp at;
  MatchId match;
  TeamId team = {};      // of a roster's change
  PlayerId player = {};  // same
  bool operator==(const PastNotice&) const = default;
};

// In order of time. `news` is about the subscription's subject.
std::vector<PastNotice> compute_past_notices(const Subscription& subscription, const RecentChanges& news);

}  // namespace cs2::stats
