#include "sim/source/world_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/validate.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

const Timestamp morning = *parse_iso8601("2026-11-23T09:00:00Z");

std::vector<World> days_from(Timestamp begins_at, int count) {
  std::vector<World> worlds;
  for (int day = 0; day < count; ++day)
    worlds.push_back(World::beginning_at(begins_at + days{day}, static_cast<std::uint64_t>(day)));
  return worlds;
}

std::vector<PlacementReport> places_in(const Report& report, std::string_view tournament) {
  auto places = report.placements;
  std::erase_if(places, [&](const PlacementReport& place) { return place.tournament != tournament; });
  return places;
}

TEST(WorldReport, names_every_thing_once_and_leaves_none_out_that_it_refers_to) {
  const auto report = world_report(days_from(morning, 3), morning + 30h);

  std::set<std::string> teams;
  std::set<std::string> players;
  std::set<std::string> tournaments;
  std::set<std::string> matches;
  for (const auto& team : report.teams) EXPECT_TRUE(teams.insert(team.external_id).second);
  for (const auto& player : report.players) EXPECT_TRUE(players.insert(player.external_id).second);
  for (const auto& each : report.tournaments) EXPECT_TRUE(tournaments.insert(each.external_id).second);
  for (const auto& match : report.matches) {
    EXPECT_TRUE(matches.insert(match.external_id).second) << match.external_id;
    EXPECT_TRUE(tournaments.contains(*match.tournament)) << *match.tournament;
    for (const auto& opponent : match.opponents) {
      if (opponent.team) EXPECT_TRUE(teams.contains(*opponent.team)) << *opponent.team;
      EXPECT_FALSE(opponent.name.empty());
      for (const auto& player : opponent.line_up) EXPECT_TRUE(players.contains(player)) << player;
    }
  }
  EXPECT_EQ(report.tournaments.size(), 3u + 2u);
  EXPECT_EQ(report.rosters.size(), report.teams.size());
  EXPECT_EQ(report.rankings.size(), 4u);
}

TEST(WorldReport, keeps_the_rules_of_the_game_at_any_moment) {
  const auto worlds = days_from(morning, 2);
  for (auto now = morning; now < morning + 40h; now += 25min) {
    for (const auto& match : world_report(worlds, now).matches) {
      for (const auto& violation : validate(match, now))
        ADD_FAILURE() << match.external_id << ": " << violation.rule << ", " << violation.detail;
    }
  }
}

TEST(WorldReport, gives_the_same_ids_at_another_moment) {
  const auto ids_at = [](Timestamp now) {
    std::set<std::string> ids;
    for (const auto& match : world_report(days_from(morning, 2), now).matches) ids.insert(match.external_id);
    return ids;
  };

  EXPECT_EQ(ids_at(morning), ids_at(morning + 20h));
}

TEST(WorldReport, tells_who_won_the_cup_and_where_the_others_ended) {
  const auto report = world_report(days_from(morning, 2), morning + 20h);

  const auto over = places_in(report, "Aurora Cup 2026 #327");
  ASSERT_EQ(over.size(), 8u);
  const auto count = [&](int best, int worst) {
    return std::ranges::count_if(
        over, [&](const auto& place) { return place.best == best && place.worst == worst; });
  };
  EXPECT_EQ(count(1, 1), 1);
  EXPECT_EQ(count(2, 2), 1);
  EXPECT_EQ(count(3, 4), 2);
  EXPECT_EQ(count(5, 6), 2);
  EXPECT_EQ(count(7, 8), 2);
  EXPECT_TRUE(places_in(report, "Aurora Cup 2026 #328").empty());
}

TEST(WorldReport, says_who_leaves_a_group_and_who_is_out) {
  const auto report = world_report(days_from(morning, 1), morning + 20h);

  ASSERT_EQ(report.standings.size(), 2u);
  for (const auto& table : report.standings) {
    ASSERT_EQ(table.rows.size(), 4u) << table.stage;
    for (std::size_t row = 0; row < 4; ++row) {
      EXPECT_EQ(table.rows[row].standing.advances, row < 2) << table.stage;
      EXPECT_EQ(table.rows[row].standing.position, static_cast<int>(row) + 1);
    }
  }
}

TEST(WorldReport, has_a_match_that_is_live_six_hours_after_the_first_one) {
  for (int day = 0; day < 60; ++day) {
    const std::vector worlds{World::beginning_at(morning + days{day}, static_cast<std::uint64_t>(day))};
    for (const auto later : {6h + 0min, 6h + 29min}) {
      const auto report = world_report(worlds, morning + days{day} + later);
      EXPECT_TRUE(std::ranges::any_of(
          report.matches, [](const MatchReport& match) { return match.status == MatchStatus::live; }))
          << day << ", " << later;
    }
  }
}

}  // namespace
}  // namespace cs2::sim
