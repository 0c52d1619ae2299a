// What holds of Valve's standings wherever they come from: made from our tables, or recorded.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include "model/report.hpp"

namespace cs2::provider {

// The rows that were read, by file.
inline void expect_row_counts(std::map<std::string, std::size_t> rows) {
  EXPECT_EQ(rows["standings_global_2026_06_01.md"], 364U);
  EXPECT_EQ(rows["standings_europe_2026_06_01.md"], 219U);
  EXPECT_EQ(rows["standings_americas_2026_06_01.md"], 99U);
  EXPECT_EQ(rows["standings_asia_2026_06_01.md"], 46U);
  EXPECT_EQ(rows["standings_global_2024_08_06.md"], 207U);
}

// The world's ranking comes first, then those of the three regions, which have its places in its order.
inline void expect_regions_of_the_world(const Report& report) {
  ASSERT_THAT(report.rankings, testing::SizeIs(4));
  const auto& world = report.rankings[0].places;
  std::size_t placed = 0;
  for (std::size_t region = 1; region < 4; ++region) {
    auto from = world.begin();
    for (const auto& place : report.rankings[region].places) {
      from = std::find_if(from, world.end(), [&](const RankingReport::Place& one) {
        return one.team == place.team && one.line_up == place.line_up && one.points == place.points;
      });
      ASSERT_NE(from, world.end()) << place.team;
      ++placed;
    }
  }
  EXPECT_EQ(placed, world.size());
}

}  // namespace cs2::provider
