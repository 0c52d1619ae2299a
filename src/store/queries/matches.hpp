// Matches as the commands ask for them.
#pragma once

#include <chrono>
#include <climits>
#include <map>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "model/match_details.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class MatchOrder { soonest_first, latest_first, best_tier_first };  // the last then by time

struct MatchQuery {
  std::vector<MatchStatus> statuses;  // any when empty
  std::optional<TeamId> team = {};    // either opponent
  std::optional<TournamentId> tournament = {};
  std::optional<Tier> tier = {};       // this tier and above
  std::optional<Timestamp> from = {};  // time_of(match) in [from, to)
  std::optional<Timestamp> to = {};
  // The days that [from, to) is where it is asked for: of a match only the day of which is known, that day
  // counts.
  std::optional<std::chrono::sys_days> day = {};
  int day_count = 1;                         // from that day on
  std::optional<Timestamp> seen_since = {};  // some source has spoken of it since
  MatchOrder order = MatchOrder::soonest_first;
  int count = 10;
  int offset = 0;
  int total_max = INT_MAX;  // nobody counts further
};

struct MatchPage {
  std::vector<MatchDetails> matches;
  int total = 0;  // without count and offset
};

// Matches without any time are left out: they belong to no list but that of the live ones, where they stand
// last. Retired ones are left out too, here and below.
MatchPage list_matches(Store& store, const MatchQuery& query);
std::optional<MatchDetails> find_match(Store& store, MatchId id);
// Each by the id that was asked for, with a few statements for all of them and never from the cache.
std::map<MatchId, MatchDetails> find_matches(Store& store, const std::vector<MatchId>& ids);
// One that is retired without standing elsewhere, as it was last.
std::optional<MatchDetails> find_withdrawn(Store& store, MatchId id);

// Planned matches with an exact time in (after, until], the soonest first. Never from the cache, which a
// question with another time every few seconds would fill.
struct MatchStart {
  MatchId match;
  Timestamp starts_at;
};
std::vector<MatchStart> list_starts(Store& store, Timestamp after, Timestamp until, int count);

}  // namespace cs2::store
