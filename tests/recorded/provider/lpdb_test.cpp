// Answers recorded from LPDB. Their counterparts on our own data: tests/unit/provider/lpdb/event_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "model/validate.hpp"
#include "provider/lpdb/parse.hpp"
#include "support/recorded.hpp"

namespace cs2::provider {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T21:00:00Z").value();

std::string answer(const std::string& rows) {
  return "{\"result\": [" + rows + "]}";
}

TEST(LpdbMatches, reads_every_recorded_match_with_its_maps_and_halves) {
  const std::string name = "liquipedia/lpdb_v3_match_cs_pgl_masters_bucharest_2025_subset.json";
  const auto then = parse_iso8601("2025-10-29T09:00:00Z").value();

  const auto page = parse_lpdb_matches(test::read_recorded(name), then);

  ASSERT_TRUE(page) << page.error().detail;
  const auto& report = page->report;
  EXPECT_THAT(report.skipped, IsEmpty());
  EXPECT_THAT(report.matches, SizeIs(25));
  std::size_t games = 0;
  std::size_t overtimes = 0;
  std::size_t finished_maps = 0;
  for (const auto& match : report.matches) {
    EXPECT_THAT(validate(match, then), IsEmpty()) << match.external_id;
    games += match.maps.size();
    for (const auto& map : match.maps) {
      if (map.status != MapStatus::finished) continue;
      ++finished_maps;
      EXPECT_GE(map.halves.size(), 2U) << match.external_id;
      if (std::ranges::any_of(map.halves, &Half::overtime)) ++overtimes;
    }
  }
  EXPECT_EQ(games, 54U);
  EXPECT_EQ(finished_maps, 37U);
  EXPECT_EQ(overtimes, 7U);
  EXPECT_EQ(std::ranges::count(report.matches, MatchStatus::finished, &MatchReport::status), 16);
  EXPECT_EQ(std::ranges::count(report.matches, MatchStatus::live, &MatchReport::status), 2);
  EXPECT_EQ(std::ranges::count_if(report.matches, [](const auto& match) { return match.winner.has_value(); }),
            16);
  EXPECT_EQ(std::ranges::count_if(report.matches,
                                  [](const auto& match) {
                                    return !match.opponents[0].team && !match.opponents[1].team &&
                                           !match.scheduled_at;
                                  }),
            3);
  EXPECT_EQ(std::ranges::count_if(report.matches,
                                  [](const auto& match) {
                                    return match.cross_references.size() == 1 &&
                                           match.opponents[0].line_up.size() >= 5;
                                  }),
            22);
  EXPECT_THAT(report.tournaments, SizeIs(1));
  EXPECT_THAT(report.teams, SizeIs(16));
}

TEST(LpdbMatches, reads_the_recorded_undecided_match) {
  const std::string name = "liquipedia/lpdb_v3_match_cs_placeholder_tbd.json";

  const auto page = parse_lpdb_matches(test::read_recorded(name), now);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_THAT(page->report.matches, SizeIs(1));
  const auto& match = page->report.matches[0];
  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_FALSE(match.scheduled_at);
  EXPECT_FALSE(match.time_is_exact);
  EXPECT_FALSE(match.opponents[0].team);
  EXPECT_EQ(match.best_of, 3);
  EXPECT_THAT(match.streams, SizeIs(3));
}

TEST(Lpdb, reads_the_recorded_rows_of_other_types) {
  const std::string name = "liquipedia/lpdb_v3_record_samples_player_team_tournament_match.json";
  const auto samples = boost::json::parse(test::read_recorded(name)).as_object();
  const auto row = [&](std::string_view type) { return answer(boost::json::serialize(samples.at(type))); };

  const auto player = parse_lpdb_players(row("player"), now);
  const auto team = parse_lpdb_teams(row("team"), now);
  const auto tournament = parse_lpdb_tournaments(row("tournament"), now);
  const auto match = parse_lpdb_matches(row("match"), now);

  ASSERT_TRUE(player && team && match);
  EXPECT_EQ(player->report.players.at(0).player.nickname, "Aonir");
  EXPECT_EQ(player->report.players.at(0).player.nationality, "DE");
  EXPECT_EQ(player->report.players.at(0).player.last_name, "Hanisch");
  EXPECT_TRUE(team->report.teams.at(0).team.disbanded);
  EXPECT_EQ(team->report.teams.at(0).team.region, "South America");
  // The sample was recorded without its page, without which it has no id.
  ASSERT_FALSE(tournament);
  EXPECT_THAT(tournament.error().detail, HasSubstr("no page"));
  EXPECT_EQ(match->report.matches.at(0).winner, 1);
}

}  // namespace
}  // namespace cs2::provider
