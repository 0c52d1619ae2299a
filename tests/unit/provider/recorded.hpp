// Answers that were recorded from the real sources. They are not part of this repository; tests that want
// them are skipped where they are absent.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/paths.hpp"

namespace cs2::provider {

inline std::filesystem::path recorded(const std::string& name) {
  return std::filesystem::path{cs2::test::source_dir()} / "../shared/data" / name;
}

inline std::string read_recorded(const std::string& name) {
  std::ifstream in{recorded(name), std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace cs2::provider

#define CS2_NEEDS_RECORDED(name) \
  if (!std::filesystem::exists(recorded(name))) GTEST_SKIP() << "no recorded answer " << (name)
