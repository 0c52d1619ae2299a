// Which notices a change causes.
//
// What happens to a match is sent once, however often a source takes it back and repeats it. A reschedule, a
// cancellation or a correction is sent each time.
#pragma once

#include <string>
#include <vector>

#include "model/change.hpp"
#include "model/match.hpp"
#include "model/subscription.hpp"

namespace cs2 {

struct ChangeNotice {
  NoticeKind kind = NoticeKind::result;
  bool each_time = false;  // otherwise once of a match, and of each of its maps
  int map = 0;             // of map_finished its number, from 1

  bool operator==(const ChangeNotice&) const = default;
};

// Whether it is known who plays.
bool are_decided(const Match& match);

// Of a change of a match, as the match stands now. Empty where there is nothing to send, as of a match whose
// opponents nobody knows.
std::vector<ChangeNotice> notices_of(const Change& change, const Match& match);

// Of a change that is not of a match: a roster's, or a new ranking.
ChangeNotice notice_of(const Change& change);

// The same for the same notice: "result:7" of match 7, "map_finished:7:2", "rescheduled:99" of change 99.
std::string dedup_key(const ChangeNotice& news, MatchId match, ChangeId change);
// Of a change that is not of a match. What is said of a team's roster at one moment is one notice: whoever
// comes for whoever goes, "roster:7:1790000000000".
std::string dedup_key(const Change& change);

}  // namespace cs2
