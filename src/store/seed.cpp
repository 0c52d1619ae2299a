#include "store/seed.hpp"

namespace cs2::store {
Result<Applied> seed(Store&, Timestamp) {
  return Applied{};
}
}  // namespace cs2::store
