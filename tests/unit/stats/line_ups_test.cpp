#include "stats/line_ups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2::stats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::optional<Timestamp> day(int number) {
  return Timestamp{} + days{number};
}

RosterMember member(std::int64_t id, std::optional<Timestamp> since, std::optional<Timestamp> until = {},
                    RosterRole role = RosterRole::player) {
  return {.player = {.id = {id}, .nickname = {}},
          .stay = {.team = {1}, .player = {id}, .role = role, .since = since, .until = until}};
}

std::vector<std::int64_t> ids(const LineUp& line_up) {
  std::vector<std::int64_t> ids;
  for (const auto& each : line_up.members) ids.push_back(each.player.id.value);
  return ids;
}

TEST(LineUps, change_when_somebody_joins_or_leaves) {
  const std::vector stays{member(1, day(1)), member(2, day(1), day(10)), member(3, day(10))};

  const auto line_ups = compute_line_ups(stays);

  ASSERT_EQ(line_ups.size(), 2u);
  EXPECT_THAT(ids(line_ups[0]), ElementsAre(1, 3));
  EXPECT_EQ(line_ups[0].since, day(10));
  EXPECT_FALSE(line_ups[0].until);
  EXPECT_THAT(ids(line_ups[1]), ElementsAre(1, 2));
  EXPECT_EQ(line_ups[1].until, day(10));
}

TEST(LineUps, do_not_change_with_who_does_not_play) {
  const std::vector stays{member(1, day(1)), member(2, day(3), day(5), RosterRole::coach),
                          member(3, day(4), {}, RosterRole::benched)};

  const auto line_ups = compute_line_ups(stays);

  ASSERT_EQ(line_ups.size(), 1u);
  EXPECT_THAT(ids(line_ups[0]), ElementsAre(1));
}

TEST(LineUps, have_no_beginning_where_nobody_says_it) {
  const auto line_ups = compute_line_ups(std::vector{member(1, {}), member(2, day(5))});

  ASSERT_EQ(line_ups.size(), 2u);
  EXPECT_FALSE(line_ups[1].since);
  EXPECT_THAT(ids(line_ups[1]), ElementsAre(1));
}

TEST(LineUps, leave_out_times_without_anybody) {
  const auto line_ups = compute_line_ups(std::vector{member(1, day(1), day(2)), member(1, day(8), day(9))});

  ASSERT_EQ(line_ups.size(), 2u);
  EXPECT_EQ(line_ups[0].since, day(8));
  EXPECT_EQ(line_ups[0].until, day(9));
  EXPECT_EQ(line_ups[1].until, day(2));
  EXPECT_THAT(compute_line_ups({}), IsEmpty());
}

}  // namespace
}  // namespace cs2::stats
