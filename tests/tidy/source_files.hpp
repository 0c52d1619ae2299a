// The project's own files, as text.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/paths.hpp"

namespace cs2::test {

inline const std::filesystem::path root = source_dir();

inline std::string read(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

inline std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::istringstream in{read(file)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// All below `folder` with one of `extensions`; with every one where none is given.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                      const std::set<std::string>& extensions = {}) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && (extensions.empty() || extensions.contains(entry.path().extension())))
      files.push_back(entry.path());
  }
  return files;
}

// The documents that are linked from README.md, and it.
inline std::vector<std::filesystem::path> documents() {
  auto files = files_below(root / "docs", {".md"});
  for (const auto* name :
       {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md"})
    files.push_back(root / name);
  return files;
}

}  // namespace cs2::test
