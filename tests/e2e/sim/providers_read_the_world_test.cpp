// The bot's own parsers on the replayed providers: what the simulation serves must look like the real thing
// to them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/validate.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/valve/standings_parse.hpp"
#include "sim/internal/query.hpp"
#include "sim/source/internal/source_answers.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

const Timestamp day = *parse_iso8601("2026-11-23T12:00:00Z");

void expect_clean(const Report& report, Timestamp now) {
  for (const auto& skipped : report.skipped) ADD_FAILURE() << skipped.what << ": " << skipped.reason;
  for (const auto& match : report.matches) {
    for (const auto& broken : validate(match, now))
      ADD_FAILURE() << match.external_id << ": " << broken.detail;
  }
}

std::string joined(const std::vector<std::string>& rows) {
  return fmt::format("[{}]", fmt::join(rows, ","));
}

TEST(ReplayedPandascore, is_read_without_loss_at_any_hour) {
  const World world(day, 4);

  for (auto now = world.begins_at() - 1h; now < world.ends_at() + 1h; now += 47min) {
    std::size_t matches = 0;
    for (const auto* list : {"running", "upcoming", "past"}) {
      const auto rows = pandascore_rows(world, now, list);
      const auto page = provider::parse_pandascore_matches(joined(rows), now);
      ASSERT_TRUE(page) << list << ": " << page.error().detail;
      EXPECT_EQ(page->report.matches.size(), rows.size()) << list;
      expect_clean(page->report, now);
      matches += rows.size();
    }
    EXPECT_EQ(matches, world.at(now).size());
  }
}

TEST(ReplayedLiquipedia, is_read_without_loss_at_any_hour) {
  const World world(day, 4);

  for (auto now = world.begins_at() - 1h; now < world.ends_at() + 1h; now += 47min) {
    const auto report = provider::parse_liquipedia_matches(liquipedia_ticker(world, now), now);
    ASSERT_TRUE(report) << report.error().detail;
    expect_clean(*report, now);
    // The ticker knows no start but the planned one.
    const auto begun = [&](const MatchFacts& match) {
      return match.status == MatchStatus::live ||
             (match.status == MatchStatus::scheduled && *match.scheduled_at <= now);
    };
    const auto played = world.at(now);
    EXPECT_EQ(std::ranges::count_if(report->matches, begun),
              std::ranges::count_if(played, begun, [](const WorldMatch& match) { return match.facts; }));
  }
}

TEST(ReplayedPandascore, tells_the_players_of_every_team) {
  const World world(day, 4);

  const auto answer = pandascore_answer(world, day, parse_query("/csgo/teams"));
  const auto page = provider::parse_pandascore_teams(joined(answer.rows), day);

  ASSERT_TRUE(page) << page.error().detail;
  expect_clean(page->report, day);
  EXPECT_EQ(page->report.players.size(), 5 * world.teams().size());
}

TEST(ReplayedValve, is_read_without_loss) {
  const World world(day, 4);
  std::vector<std::string> files;
  for (const auto* region : {"global", "europe", "americas", "asia"}) {
    auto file = valve_answer(world, day, fmt::format("live/2026/standings_{}_2026_11_01.md", region));
    ASSERT_TRUE(file) << region;
    files.push_back(std::move(*file));
  }

  const auto report = provider::parse_valve_standings(files, day);

  ASSERT_TRUE(report) << report.error().detail;
  expect_clean(*report, day);
  ASSERT_EQ(report->rankings.size(), 4U);
  EXPECT_EQ(report->rankings[0].places.size(), world.teams().size());
  EXPECT_EQ(report->rankings[0].places[0].line_up.size(), 5U);
  EXPECT_TRUE(valve_answer(world, day, "contents/live/2026"));
  EXPECT_FALSE(valve_answer(world, day, "contents/live/2025"));
}

}  // namespace
}  // namespace cs2::sim
