// The limits that the simulated Discord enforces: windows of fixed length that open with their first request.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"

namespace cs2::sim {

// The value of X-RateLimit-Bucket; several routes may share one.
struct Bucket {
  std::string_view name;
  int limit = 0;
  milliseconds window = {};
};

struct Allowance {
  bool allowed = true;
  int remaining = 0;
  milliseconds reset_after = {};
  Timestamp reset_at;
};

class RateLimits {
 public:
  RateLimits(int requests_per_second, int invalid_requests_max)
      : requests_per_second_(requests_per_second), invalid_requests_max_(invalid_requests_max) {}

  // One more request of that bucket for that channel, guild or webhook.
  Allowance take(const Bucket& bucket, std::uint64_t major, Timestamp now);
  // One more request of this bot, whatever it asks; how long to wait when it was too many.
  std::optional<milliseconds> take_global(Timestamp now);

  // An answer of 401, 403 or 429: 10,000 of them in ten minutes block the address.
  void count_invalid(Timestamp now);
  bool is_blocked(Timestamp now);

 private:
  struct Window {
    Timestamp ends;
    int used = 0;
  };

  int requests_per_second_;
  int invalid_requests_max_;
  Window global_;
  std::map<std::pair<std::string_view, std::uint64_t>, Window> windows_;
  Timestamp swept_at_{};
  std::deque<Timestamp> invalid_;
};

}  // namespace cs2::sim
