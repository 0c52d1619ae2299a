#include "base/metrics.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

TEST(Metrics, exposes_what_was_set_with_help_and_labels) {
  Metrics metrics;

  metrics.set("cs2results_build_info", {{"version", "1.2.3"}}, 1);

  const auto text = metrics.expose();
  EXPECT_NE(text.find("# HELP cs2results_build_info"), std::string::npos);
  EXPECT_NE(text.find("cs2results_build_info{version=\"1.2.3\"} 1"), std::string::npos);
  EXPECT_EQ(metrics.value("cs2results_build_info", {{"version", "1.2.3"}}), 1);
}

}  // namespace
}  // namespace cs2
