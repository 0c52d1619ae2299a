// How long to wait before the next try.
#pragma once

#include "base/clock.hpp"

namespace cs2::io {

// Doubles from `least` to `most`, each pause drawn evenly from its upper half, so that many clients do not
// return in step. `reset` after a success.
class Backoff {
 public:
  Backoff(milliseconds least, milliseconds most) : least_(least), most_(most), next_(least) {}

  milliseconds next();
  void reset() { next_ = least_; }

 private:
  milliseconds least_;
  milliseconds most_;
  milliseconds next_;
};

}  // namespace cs2::io
