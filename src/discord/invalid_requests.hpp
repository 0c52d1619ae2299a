// Answers of 401, 403 and 429 in the last ten minutes.
//
// Discord blocks an address at 10,000 of them. An alarm is raised long before, and then everything stops, so
// that a mistake of ours ends as a quiet bot and not as a blocked machine. Counted in slices, so memory is
// fixed.
#pragma once

#include <array>

#include "base/clock.hpp"
#include "base/limits/discord.hpp"

namespace cs2::discord {

class InvalidRequests {
 public:
  void add(Timestamp now) { slice(now).count += 1; }

  int count(Timestamp now) const {
    int total = 0;
    for (const auto& slice : slices_) {
      if (slice.number > number_of(now) - slices && slice.number <= number_of(now)) total += slice.count;
    }
    return total;
  }

 private:
  static constexpr int slices = 60;
  static constexpr auto slice_length = milliseconds{limits::invalid_requests_window} / slices;

  struct Slice {
    std::int64_t number = -1;
    int count = 0;
  };

  static std::int64_t number_of(Timestamp at) { return at.time_since_epoch() / slice_length; }

  Slice& slice(Timestamp now) {
    const auto number = number_of(now);
    auto& found = slices_[static_cast<std::size_t>(number % slices)];
    if (found.number != number) found = {.number = number, .count = 0};
    return found;
  }

  std::array<Slice, slices> slices_{};
};

}  // namespace cs2::discord
