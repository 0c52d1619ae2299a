// The story's time, whose speed may change while it is told.
#pragma once

#include <mutex>

#include "base/clock.hpp"

namespace cs2::sim {

// Safe to read and to change from several threads. Who sleeps already sleeps at the former speed.
class StoryClock : public Clock {
 public:
  StoryClock(Timestamp start, double speed) : current_(start, speed), speed_(speed) {}

  Timestamp now() const override {
    const std::scoped_lock lock(mutex_);
    return current_.now();
  }
  milliseconds real(milliseconds duration) const override {
    const std::scoped_lock lock(mutex_);
    return current_.real(duration);
  }

  double speed() const {
    const std::scoped_lock lock(mutex_);
    return speed_;
  }
  void set_speed(double speed) {
    const std::scoped_lock lock(mutex_);
    current_ = AcceleratedClock{current_.now(), speed};
    speed_ = speed;
  }

 private:
  mutable std::mutex mutex_;
  AcceleratedClock current_;
  double speed_;
};

}  // namespace cs2::sim
