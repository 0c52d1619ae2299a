// Discord's limit of requests per second, whatever they ask.
//
// Nobody but Discord knows when its second begins, so any second must do. Alone, a request goes when the one
// that went `limit` requests before is more than a second old: a request that is late delays only the one a
// whole round after it, and nothing is ever lost. Half the even spacing is kept besides, so that a burst does
// not stay one for ever. With other processes, slots are drawn in blocks from a place that they share; those
// are spaced evenly, and one that is not used in time is lost, because its lateness would meet the slots of
// another process. In both, `window_margin` is what the network may disturb.
//
// Pure: given the time, it says how long to wait.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "base/clock.hpp"

namespace cs2::discord {

class GlobalLimit {
 public:
  using Slot = std::chrono::sys_time<std::chrono::microseconds>;

  explicit GlobalLimit(int requests_per_second);

  // How long until one more may go, zero: now. Nothing: a block of slots must be drawn first.
  std::optional<milliseconds> wait(Timestamp now);
  // It goes.
  void take(Timestamp now);

  // Of slots that are drawn: their distance, and how many are still ahead.
  std::chrono::microseconds spacing() const;
  std::size_t slots(Timestamp now);
  void add_slots(Slot first, std::chrono::microseconds spacing, int count);
  // From now on slots are drawn, or not: then there are that many processes, each with its part.
  void draw() { drawing_ = true; }
  void go_alone(int processes);

 private:
  void drop_lost(Timestamp now);

  std::size_t limit_;
  std::size_t part_;         // of the limit, when alone
  std::vector<Slot> taken_;  // a ring: when the last `limit_` requests went
  std::size_t taken_count_ = 0;
  Slot next_{};  // by the spacing
  bool drawing_ = false;
  std::deque<Slot> slots_;
};

}  // namespace cs2::discord
