#include "io/backoff.hpp"

#include <algorithm>

#include "base/random.hpp"

namespace cs2::io {

milliseconds Backoff::next() {
  const auto pause = next_;
  next_ = std::min(next_ * 2, most_);
  const auto half = static_cast<double>(pause.count()) / 2;
  return milliseconds{static_cast<milliseconds::rep>(half + half * random_share())};
}

}  // namespace cs2::io
