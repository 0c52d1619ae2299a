#include "io/descriptors.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

#include "base/limits/visitors.hpp"

namespace cs2::io {

void raise_descriptor_limit() {
  rlimit allowed{};
  if (::getrlimit(RLIMIT_NOFILE, &allowed) != 0 || allowed.rlim_cur == allowed.rlim_max) return;
  allowed.rlim_cur = allowed.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &allowed);  // where that is refused the old limit does
}

int descriptors_for_visitors() {
  rlimit allowed{};
  if (::getrlimit(RLIMIT_NOFILE, &allowed) != 0) return std::numeric_limits<int>::max();
  const auto most = static_cast<int>(std::min<rlim_t>(allowed.rlim_cur, std::numeric_limits<int>::max()));
  return most - std::min(limits::descriptors_kept, most / 4);
}

}  // namespace cs2::io
