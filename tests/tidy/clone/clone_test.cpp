// A clone passes its tests with nothing beside it, and leaves none of them out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tidy/source_files.hpp"

namespace {

namespace fs = std::filesystem;
using namespace cs2::test;
using testing::ElementsAre;
using testing::IsEmpty;

// Put together here, so that this file does not name them.
const std::array<std::string, 6> forbidden{
    std::string{".."} + "/shared",  // recorded data beside the clone
    std::string{"support/"} + "recorded", std::string{"CS2_NEEDS_"} + "RECORDED",
    std::string{"CS2_RECORDED"} + "_DIR", std::string{"GTEST_"} + "SKIP",
    std::string{"DISABLED"} + "_"};

std::vector<std::string> forbidden_in(const std::string& text) {
  std::vector<std::string> found;
  for (const auto& words : forbidden) {
    if (text.find(words) != std::string::npos) found.push_back(words);
  }
  return found;
}

// Only tests/recorded, which a clone does not build, may name recorded data, and its readers in
// tests/support.
std::vector<fs::path> sources_of_the_plain_suite() {
  const std::set<std::string> extensions{".cpp", ".hpp", ".txt", ".in", ".cmake", ".md"};
  std::vector<fs::path> files;
  for (const auto* folder : {"tests/unit", "tests/integration", "tests/e2e", "tests/tidy", "tests/fuzz",
                             "tests/support", "bench"}) {
    for (const auto& file : files_below(root / folder, extensions)) {
      const bool reads_recordings =
          file.parent_path().filename() == "support" && file.filename().string().starts_with("recorded");
      if (!reads_recordings) files.push_back(file);
    }
  }
  return files;
}

TEST(Clone, tests_read_nothing_beside_it_and_leave_nothing_out) {
  int files = 0;
  for (const auto& file : sources_of_the_plain_suite()) {
    EXPECT_THAT(forbidden_in(read(file)), IsEmpty()) << fs::relative(file, root);
    ++files;
  }
  EXPECT_GT(files, 250);
}

TEST(Clone, tests_that_did_would_be_found) {
  const auto skipping = "if (!fs::exists(file)) " + std::string{"GTEST_"} + "SKIP();";
  const auto reading = "read(\"" + std::string{".."} + "/shared/data/hltv/results.html\")";

  EXPECT_THAT(forbidden_in(skipping), ElementsAre(std::string{"GTEST_"} + "SKIP"));
  EXPECT_THAT(forbidden_in(reading), ElementsAre(std::string{".."} + "/shared"));
  EXPECT_THAT(forbidden_in("EXPECT_TRUE(fs::exists(file))"), IsEmpty());
}

}  // namespace
