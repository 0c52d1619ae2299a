#include "base/log.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Log, leaves_out_fields_that_have_no_value) {
  log::configure(log::Format::text, log::Level::info);
  testing::internal::CaptureStderr();

  log::info("ingest: feed failed", {{"feed", "running"}, {"advice", ""}, {"failures", 3}});

  const auto line = testing::internal::GetCapturedStderr();
  EXPECT_NE(line.find("feed=running failures=3"), std::string::npos) << line;
  EXPECT_EQ(line.find("advice"), std::string::npos) << line;
}

}  // namespace
}  // namespace cs2
