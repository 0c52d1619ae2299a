// Slots of a rate that several processes share, drawn from Redis a block at a time.
//
// Redis keeps when the next free slot is (a "generic cell rate" of one number), so slots of all processes are
// evenly spaced whoever draws them. In the same call a process reports what it has used up, and learns what
// others have reported. Redis' clock counts, and what is given back is relative to now: the processes' clocks
// need not agree.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"

namespace cs2::store {

class RedisConnection;

class SharedSlots {
 public:
  // What is used up for `wait`: a bucket, of a channel or guild.
  struct Full {
    std::string bucket;
    std::uint64_t resource = 0;
    milliseconds wait = {};
    bool operator==(const Full&) const = default;
  };
  struct Block {
    std::chrono::microseconds first_in = {};
    int processes = 1;  // that have drawn in the last seconds
    std::vector<Full> full = {};
  };

  // `name` distinguishes this rate from others in the same Redis.
  SharedSlots(const std::string& redis_url, const std::string& name, Metrics& metrics);
  ~SharedSlots();
  SharedSlots(const SharedSlots&) = delete;
  SharedSlots& operator=(const SharedSlots&) = delete;

  // Blocks, never longer than 250 ms. Nothing: Redis is away.
  std::optional<Block> reserve(int count, std::chrono::microseconds spacing, const std::vector<Full>& full);

 private:
  std::unique_ptr<RedisConnection> redis_;
  std::string slots_key_;
  std::string processes_key_;
  std::string full_key_;
  std::string me_;
  std::mutex mutex_;
  std::string heard_;  // the last report that was read
};

}  // namespace cs2::store
