// Limits that several processes of one bot share.
//
// Discord counts a bot's requests, not a process's. So processes draw the seconds' slots from one place, a
// small block at a time, and report in the same call which buckets they have used up. When that
// place is away, each goes on by itself within its part of the limit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "io/task.hpp"

namespace cs2::discord {

// Of which nothing is left for `wait`. Without a name it is the global limit, all there is.
struct FullBucket {
  std::string bucket;
  std::uint64_t resource = 0;
  milliseconds wait = {};
  bool operator==(const FullBucket&) const = default;
};

// `count` slots, evenly spaced, and what the others have reported since the last time.
struct SlotBlock {
  std::chrono::microseconds first_in = {};
  std::chrono::microseconds spacing = {};
  int count = 0;
  int processes = 1;  // that draw from there, this one included
  std::vector<FullBucket> full = {};
};

class SharedLimits {
 public:
  virtual ~SharedLimits() = default;
  // Nothing: it cannot be reached now.
  virtual Task<std::optional<SlotBlock>> reserve(int count, std::chrono::microseconds spacing,
                                                 std::vector<FullBucket> full) = 0;
};

}  // namespace cs2::discord
