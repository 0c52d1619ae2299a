// What a test measures and people want to read although it passed.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

namespace cs2::test {

// To the output of the test, which ctest keeps to itself, and to the file that scripts/test shows before the
// closing lines of a run.
inline void measured(const std::string& line) {
  std::cout << line << '\n';
  const char* file = std::getenv("CS2_MEASURED");  // NOLINT(concurrency-mt-unsafe)
  if (file != nullptr) std::ofstream{file, std::ios::app} << line + '\n';
}

}  // namespace cs2::test
