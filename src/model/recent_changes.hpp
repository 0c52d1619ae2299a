// What happened of late to something that can be followed: enough to say what a subscription would have sent.
#pragma once

#include <optional>
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
  Timestamp since;   // everything after it is here, as far as anything is known
  bool cut = false;  // there was more than could be read, and `since` is later than was asked for
  // When the bot began to note changes. Of matches before there are starts and results alone, from what was
  // imported; `begins_at` is that of the first. None: nothing is known.
  std::optional<Timestamp> collected_since = {};
  std::optional<Timestamp> begins_at = {};
  std::vector<PastMatch> matches;
  std::vector<Change> others;  // of rosters and rankings, the oldest first
};

}  // namespace cs2
