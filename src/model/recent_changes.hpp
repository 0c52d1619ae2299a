// What happened of late to something that can be followed: enough to say what a subscription would have told.
#pragma once

#include <vector>

#include "model/change.hpp"
#include "model/match.hpp"
#include "model/subscription.hpp"

namespace cs2 {

struct PastMatch {
  Match match;  // as it stands now, without maps, veto, streams and links
  AudienceMember about;
  MatchTraits traits;
  std::vector<Change> changes;  // the oldest first
};

struct RecentChanges {
  Timestamp since;   // everything after it is here
  bool cut = false;  // there was more than could be read, and `since` is later than was asked for
  std::vector<PastMatch> matches;
  std::vector<Change> others;  // of rosters and rankings, the oldest first
};

}  // namespace cs2
