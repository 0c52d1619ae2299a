// What a change is news of: the kinds of notices that may tell it.
//
// What happens to a match is told once, however often a source takes it back and says it again. A move, a
// call-off or a correction is news each time.
#pragma once

#include <string>
#include <vector>

#include "model/change.hpp"
#include "model/match.hpp"
#include "model/subscription.hpp"

namespace cs2 {

struct News {
  NoticeKind kind = NoticeKind::result;
  bool each_time = false;  // otherwise once of a match, and of each of its maps
  int map = 0;             // of map_finished its number, from 1

  bool operator==(const News&) const = default;
};

// Whether it is known who plays.
bool are_decided(const Match& match);

// Of a change of a match, as the match stands now. Empty where there is nothing to tell, as of a match whose
// opponents nobody knows.
std::vector<News> news_of(const Change& change, const Match& match);

// Of a change that is not of a match: a roster's, or a new ranking.
News news_of(const Change& change);

// The same for the same news: "result:7" of match 7, "map_finished:7:2", "rescheduled:99" of change 99.
std::string dedup_key(const News& news, MatchId match, ChangeId change);

}  // namespace cs2
