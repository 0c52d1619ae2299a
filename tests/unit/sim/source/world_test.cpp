#include "sim/source/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/validate.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

const Timestamp day = *parse_iso8601("2026-11-23T12:00:00Z");

std::vector<WorldMatch> cup(const World& world, Timestamp now) {
  auto matches = world.at(now);
  std::erase_if(matches, [](const WorldMatch& match) { return match.tournament != 0; });
  return matches;
}

TEST(World, is_the_same_for_the_same_seed) {
  const World first(day, 7);
  const World second(day, 7);
  const auto now = first.begins_at() + 5h;

  const auto seen = first.at(now);
  const auto again = second.at(now);

  ASSERT_EQ(seen.size(), again.size());
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i].facts, again[i].facts);
}

TEST(World, differs_for_another_seed) {
  const auto final_of = [](std::uint64_t seed) {
    const World world(day, seed);
    return cup(world, world.ends_at()).back();
  };

  std::set<std::pair<int, int>> finals;
  for (std::uint64_t seed = 1; seed <= 10; ++seed)
    finals.insert({final_of(seed).teams[0], final_of(seed).teams[1]});

  EXPECT_GT(finals.size(), 3U);
}

TEST(World, begins_with_four_known_openings_and_leaves_the_rest_undecided) {
  const World world(day, 1);

  const auto matches = cup(world, world.begins_at() - 1min);

  ASSERT_EQ(matches.size(), 13U);
  const auto known = std::ranges::count_if(matches, [](const auto& match) { return match.teams[0] >= 0; });
  EXPECT_EQ(known, 4);
  EXPECT_EQ(matches.back().facts.best_of, 5);
  EXPECT_EQ(matches.back().placeholders[0], "Winner of Playoffs – Semifinal 1");
}

TEST(World, ends_with_a_winner_of_every_match) {
  const World world(day, 1);

  const auto matches = cup(world, world.ends_at());

  for (const auto& match : matches) {
    EXPECT_EQ(match.facts.status, MatchStatus::finished) << match.facts.stage;
    EXPECT_TRUE(match.facts.winner) << match.facts.stage;
  }
}

TEST(World, counts_rounds_upwards_while_a_map_is_played) {
  const World world(day, 3);
  int live_seen = 0;
  int rounds_before = 0;

  for (auto now = world.begins_at(); now < world.begins_at() + 30min; now += 1min) {
    const auto opening = cup(world, now).front();
    if (opening.facts.status != MatchStatus::live) continue;
    ++live_seen;
    const auto score = *opening.facts.maps.front().score;
    EXPECT_GE(score.first + score.second, rounds_before);
    rounds_before = score.first + score.second;
  }

  EXPECT_GT(live_seen, 10);
  EXPECT_GT(rounds_before, 3);
}

TEST(World, never_breaks_the_rules_of_the_game) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const World world(day, seed);
    for (auto now = world.begins_at() - 2h; now < world.ends_at() + 1h; now += 17min) {
      for (const auto& match : world.at(now)) {
        for (const auto& broken : validate(match.facts, now)) {
          ADD_FAILURE() << "seed " << seed << ", " << match.facts.stage << ": " << broken.detail;
        }
      }
    }
  }
}

TEST(World, moves_what_cannot_begin_in_time) {
  int moved = 0;

  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const World world(day, seed);
    for (const auto& match : cup(world, world.ends_at())) {
      EXPECT_GE(*match.facts.started_at, *match.facts.scheduled_at);
      EXPECT_LT(*match.facts.started_at, *match.facts.scheduled_at + 5min);
      if (match.facts.scheduled_at != match.facts.original_scheduled_at) ++moved;
    }
  }

  EXPECT_GT(moved, 0);
}

TEST(World, lets_nobody_play_twice_at_once) {
  const World world(day, 5);

  for (auto now = world.begins_at(); now < world.ends_at(); now += 5min) {
    std::set<int> playing;
    for (const auto& match : cup(world, now)) {
      if (match.facts.status != MatchStatus::live) continue;
      for (const int team : match.teams) EXPECT_TRUE(playing.insert(team).second) << "team " << team;
    }
  }
}

}  // namespace
}  // namespace cs2::sim
