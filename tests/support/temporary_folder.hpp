// A folder that is gone when the test ends.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "base/digest.hpp"
#include "base/random.hpp"

namespace cs2::test {

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / ("cs2results-" + hex(random_bits()))) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // The path of a new file with these contents.
  std::string write(const std::string& name, std::string_view contents) const {
    const auto file = path_ / name;
    std::ofstream{file, std::ios::binary} << contents;
    return file.string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace cs2::test
