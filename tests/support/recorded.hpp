// Answers recorded from the real sources: for the tests in tests/recorded alone.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace cs2::test {

inline std::filesystem::path recorded(const std::string& name) {
  return std::filesystem::path{CS2_RECORDED_DIR} / name;
}

inline std::string read_recorded(const std::string& name) {
  std::ifstream in{recorded(name), std::ios::binary};
  if (!in) throw std::runtime_error("no recorded answer " + recorded(name).string());
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace cs2::test
