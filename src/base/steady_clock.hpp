// For what only measures intervals, such as Discord's rate limits.
#pragma once

#include "base/clock.hpp"

namespace cs2 {

// Begins at the system's time and goes on steadily, whatever becomes of the system's.
class SteadyClock : public Clock {
 public:
  Timestamp now() const override {
    return begun_at_ + std::chrono::floor<milliseconds>(std::chrono::steady_clock::now() - begun_);
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  Timestamp begun_at_ = SystemClock{}.now();
};

}  // namespace cs2
