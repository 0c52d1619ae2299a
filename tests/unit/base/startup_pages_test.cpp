#include "base/startup_pages.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "base/text.hpp"

namespace cs2 {
namespace {

// Kilobytes that are mapped of files and present.
long present_of_files() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssFile:")) return std::stol(line.substr(8));
  }
  return 0;
}

TEST(StartupPages, are_given_back_and_come_again_where_they_are_needed) {
  const auto folded = fold("Ñatus VINCERE");
  const auto before = present_of_files();

  give_back_startup_pages();

  EXPECT_LT(present_of_files(), before);
  EXPECT_EQ(fold("Ñatus VINCERE"), folded);
  give_back_startup_pages();
  EXPECT_EQ(fold("Ñatus VINCERE"), folded);
}

}  // namespace
}  // namespace cs2
