// A bounded allowance of requests that survives restarts.
//
// Sources limit in three ways, and a budget knows all of them: a number of requests within a window
// (PandaScore, 1,000 an hour), a gap between any two requests, and a longer gap between two heavy ones
// (Liquipedia, 2 s and 30 s). A source that refuses us blocks the budget; refusals in a row double the pause,
// because clients that insist are banned.
//
// What can wait has a share of its own, so that neither it nor what is live ever takes the other's requests.
// And a source may refuse a part of itself for good, to a key whose plan does not include it: that is denied
// for a while instead of asked for again and again.
//
// On a fresh start without saved state every gap counts as just used, so that a crash loop cannot hammer a
// source.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace cs2::provider {

// What a request costs the source; `deferrable` ones are asked only while their own share lasts.
enum class Cost { ordinary, heavy, deferrable };

class Budget {
 public:
  struct Rules {
    int requests_max = 0;  // within `window`; 0: no such bound
    milliseconds window = {};
    int deferrable_max = 0;       // of requests_max; 0: no such bound
    milliseconds gap = {};        // at least this long between two requests
    milliseconds heavy_gap = {};  // and this long between two heavy ones
    milliseconds block_min = minutes{20};
    milliseconds block_max = hours{6};
  };

  Budget(Rules rules, Timestamp now);

  // The earliest moment at which one more request is allowed.
  Timestamp next(Timestamp now, Cost cost = Cost::ordinary) const;
  // Whether the window has room for one more, whatever the gaps, and nothing blocks: for the second and later
  // requests of one reading.
  bool allows(Timestamp now, Cost cost = Cost::ordinary) const;
  void spend(Timestamp now, int requests = 1, Cost cost = Cost::ordinary);
  // The answer came, or will not: the gaps count from here, because nobody knows when the source got the
  // request, and it may get the next one faster.
  void answered(Timestamp now, Cost cost = Cost::ordinary);
  // The source says how many requests remain in its window; our own count follows where it was too hopeful.
  void learn_remaining(Timestamp now, int requests);

  // The source refused: a pause of `retry_after` (bounded to 1–60 minutes) or `block_min`, doubled for each
  // refusal in a row up to `block_max`.
  void refused(Timestamp now, std::optional<milliseconds> retry_after);
  // The source answered: the next refusal is a first one again.
  void accepted() { refusals_ = 0; }
  // Nothing before `until`.
  void block(Timestamp until);
  Timestamp blocked_until() const { return blocked_until_; }

  // A part of the source that it refuses us: "games". Names are small letters and underscores.
  void deny(std::string part, Timestamp until);
  bool is_denied(std::string_view part, Timestamp now) const;

  std::string save() const;
  // Unreadable text is ignored and leaves the cautious fresh state.
  void restore(std::string_view saved);
  // The clock was ahead: what stands in the future counts as now, or nothing would be asked until the clock
  // has caught up.
  void forget_future(Timestamp now);

 private:
  // Requests are counted by the minute: an hour is sixty numbers, however many requests.
  struct Spent {
    Timestamp minute;
    int requests = 0;
    int deferrable = 0;  // of these
  };
  using Count = int Spent::*;
  int spent_since(Timestamp from, Count count) const;
  bool has_room(Timestamp now, Count count, int most) const;
  Timestamp room_at(Timestamp now, Count count, int most) const;
  Spent& this_minute(Timestamp now);

  Rules rules_;
  std::deque<Spent> spent_;                               // oldest first
  std::map<std::string, Timestamp, std::less<>> denied_;  // until when
  Timestamp last_;
  Timestamp last_heavy_;
  Timestamp blocked_until_;
  int refusals_ = 0;
};

}  // namespace cs2::provider
