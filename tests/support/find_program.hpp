// Programs that a test can do without: where they are absent it is skipped.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace cs2::test {

// In the folders of PATH.
inline std::optional<std::string> find_program(const std::string& name) {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
  const std::string folders = path ? path : "";
  for (std::size_t at = 0; at <= folders.size();) {
    const auto end = std::min(folders.find(':', at), folders.size());
    const auto candidate = std::filesystem::path(folders.substr(at, end - at)) / name;
    if (std::filesystem::exists(candidate)) return candidate.string();
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace cs2::test
