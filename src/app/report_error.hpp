#pragma once

#include <cstdio>

#include "base/log.hpp"
#include "base/result.hpp"

namespace cs2::app {

inline constexpr int failed_status = 1;
inline constexpr int misused_status = 2;

// Says on standard error what is wrong and gives the exit status for it.
inline int report_error(const Error& error) {
  fmt::print(stderr, "cs2results: {}\n", log::redact(error.detail));
  return error.kind == ErrorKind::invalid ? misused_status : failed_status;
}

}  // namespace cs2::app
