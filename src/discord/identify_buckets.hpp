// Whose turn it is to identify.
//
// Discord allows one identify per 5 seconds and bucket, and a shard's bucket is its number modulo
// max_concurrency. A turn is held from before the connection is opened until the identify is sent, so that a
// slow hello cannot bring two of them together.
#pragma once

#include <map>
#include <optional>

#include "base/clock.hpp"
#include "base/limits/discord.hpp"

namespace cs2::discord {

class IdentifyBuckets {
 public:
  explicit IdentifyBuckets(int max_concurrency = 1) : max_concurrency_(max_concurrency) {}

  // Nothing: the turn is taken. Otherwise ask again after that long, or when a turn was given back.
  std::optional<milliseconds> take(int shard, Timestamp now) {
    auto& bucket = buckets_[shard % max_concurrency_];
    if (bucket.taken) return limits::gateway_identify_interval;
    if (now < bucket.free_at) return bucket.free_at - now;
    bucket.taken = true;
    return std::nullopt;
  }

  void give_back(int shard, bool identified, Timestamp now) {
    auto& bucket = buckets_[shard % max_concurrency_];
    bucket.taken = false;
    if (identified) bucket.free_at = now + limits::gateway_identify_interval;
  }

 private:
  struct Bucket {
    bool taken = false;
    Timestamp free_at{};
  };
  int max_concurrency_;
  std::map<int, Bucket> buckets_;
};

}  // namespace cs2::discord
