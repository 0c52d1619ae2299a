// Every answer of PandaScore's that was recorded is read completely. Those of other games are of the same
// shapes: they are read as if they were of this one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "model/validate.hpp"
#include "provider/pandascore/parse.hpp"
#include "support/recorded.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

using test::read_recorded;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{20};
const std::string generic = "pandascore/other_games_generic_shape/";

void rename_game(json::value& value) {
  if (auto* array = value.if_array()) {
    for (auto& each : *array) rename_game(each);
  } else if (auto* object = value.if_object()) {
    for (auto& [key, each] : *object) {
      if ((key == "videogame" || key == "current_videogame") && each.is_object())
        each = json::object{{"id", 3}, {"name", "Counter-Strike"}, {"slug", "cs-go"}};
      else
        rename_game(each);
    }
  }
}

// As a list, be it recorded as a single object.
std::string as_ours(const std::string& file, bool listed = true) {
  auto value = json::parse(read_recorded(file));
  rename_game(value);
  const auto text = json::serialize(value);
  return listed && value.is_object() ? "[" + text + "]" : text;
}

PandascorePage read(Result<PandascorePage> page) {
  EXPECT_TRUE(page) << page.error().detail;
  if (!page) return {};
  EXPECT_THAT(page->report.skipped, IsEmpty())
      << page->report.skipped[0].what << ": " << page->report.skipped[0].reason;
  return std::move(*page);
}

PandascorePage read_matches(const std::string& file) {
  return read(parse_pandascore_matches(as_ours(file), now));
}

std::size_t games(const PandascorePage& page) {
  std::size_t count = 0;
  for (const auto& match : page.report.matches) count += match.maps.size();
  return count;
}

std::size_t opponents(const PandascorePage& page) {
  std::size_t count = 0;
  for (const auto& match : page.report.matches)
    for (const auto& opponent : match.opponents) count += opponent.team ? 1 : 0;
  return count;
}

struct Counted {
  std::string file;
  std::size_t matches;
  std::size_t games;
  std::size_t opponents;
};

TEST(PandascoreRecorded, matches_are_read_completely) {
  for (const auto& [file, matches, maps, sides] : {
           Counted{"pandascore/csgo_matches_running_2025-03-08.json", 10, 30, 20},
           Counted{"pandascore/csgo_matches_upcoming_2026-07-12.json", 10, 30, 17},
           Counted{"pandascore/match_finished_2024-09-06.json", 1, 2, 2},
           Counted{"pandascore/match_tbd_vs_tbd_2023-04.json", 1, 3, 0},
           Counted{generic + "get_league_matches.json", 1, 3, 0},
           Counted{generic + "lol_matches_list.json", 1, 3, 0},
           Counted{generic + "rl_matches_list.json", 1, 5, 2},
           Counted{generic + "match_get.json", 1, 5, 2},
       }) {
    const auto page = read_matches(file);

    EXPECT_THAT(page.report.matches, SizeIs(matches)) << file;
    EXPECT_EQ(games(page), maps) << file;
    EXPECT_EQ(opponents(page), sides) << file;
    for (const auto& match : page.report.matches) EXPECT_TRUE(match.tournament) << file;
  }
}

TEST(PandascoreRecorded, every_running_match_is_read) {
  const auto page =
      parse_pandascore_matches(read_recorded("pandascore/csgo_matches_running_2025-03-08.json"), now);

  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->report.skipped, IsEmpty());
  ASSERT_THAT(page->report.matches, SizeIs(10));
  EXPECT_THAT(page->report.teams, SizeIs(20));
  EXPECT_THAT(page->report.tournaments, SizeIs(6));
  for (const auto& match : page->report.matches) {
    EXPECT_EQ(match.status, MatchStatus::live);
    EXPECT_TRUE(match.score);
    EXPECT_THAT(validate(match, now), IsEmpty());
  }
  EXPECT_EQ(page->report.matches[0].score, (Score{1, 1}));
  EXPECT_EQ(page->report.matches[0].stage, "Group D – Winners match");
}

TEST(PandascoreRecorded, every_upcoming_match_is_read) {
  const auto page =
      parse_pandascore_matches(read_recorded("pandascore/csgo_matches_upcoming_2026-07-12.json"), now);

  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->report.skipped, IsEmpty());
  ASSERT_THAT(page->report.matches, SizeIs(10));
  const auto undecided = std::ranges::count_if(page->report.matches, [](const MatchReport& match) {
    return !match.opponents[0].team || !match.opponents[1].team;
  });
  EXPECT_EQ(undecided, 2);
  for (const auto& match : page->report.matches) {
    EXPECT_EQ(match.status, MatchStatus::scheduled);
    EXPECT_EQ(match.best_of, 3);
    EXPECT_TRUE(match.scheduled_at);
  }
}

TEST(PandascoreRecorded, matches_of_older_shapes_are_read) {
  const auto finished =
      parse_pandascore_matches("[" + read_recorded("pandascore/match_finished_2024-09-06.json") + "]", now);
  const auto undecided =
      parse_pandascore_matches(read_recorded("pandascore/match_tbd_vs_tbd_2023-04.json"), now);

  ASSERT_TRUE(finished && undecided);
  ASSERT_THAT(finished->report.matches, SizeIs(1));
  EXPECT_EQ(finished->report.matches[0].score, (Score{2, 0}));
  EXPECT_EQ(finished->report.matches[0].winner, 0);
  ASSERT_THAT(undecided->report.matches, SizeIs(1));
  EXPECT_EQ(undecided->report.matches[0].stage, "Playoffs – Grand final");
}

TEST(PandascoreRecorded, opponents_are_read_with_all_players) {
  const auto old =
      read(parse_pandascore_opponents(as_ours("pandascore/match_opponents_2023-03.json", false), now));
  const auto newer =
      read(parse_pandascore_opponents(as_ours("pandascore/match_opponents_2025.json", false), now));

  EXPECT_THAT(old.report.teams, SizeIs(2));
  EXPECT_THAT(old.report.players, SizeIs(10));
  EXPECT_THAT(newer.report.players, SizeIs(11));
  EXPECT_THAT(newer.line_ups.at("136220"), SizeIs(6));
}

TEST(PandascoreRecorded, tournaments_are_read_with_their_teams) {
  const auto lol = read(parse_pandascore_tournaments(as_ours(generic + "lol_tournaments_list.json"), now));
  const auto rl = read(parse_pandascore_tournaments(as_ours(generic + "rl_tournaments_list.json"), now));

  EXPECT_THAT(lol.stages, SizeIs(1));
  EXPECT_EQ(lol.report.tournaments.at(0).tournament.tier, Tier::s);
  ASSERT_THAT(rl.stages, SizeIs(1));
  EXPECT_THAT(rl.report.teams, SizeIs(8));
  EXPECT_EQ(rl.report.tournaments.at(0).tournament.name, "Gamers8 2023");
  EXPECT_EQ(rl.report.tournaments.at(0).tournament.prize, "2000000 United States Dollar");
  EXPECT_EQ(rl.report.tournaments.at(0).winner, "127697");
}

TEST(PandascoreRecorded, series_and_leagues_are_events) {
  const auto events = [](const std::string& file) {
    return read(parse_pandascore_series(as_ours(generic + file), now)).report.tournaments;
  };
  const auto of_leagues = [](const std::string& file) {
    return read(parse_pandascore_leagues(as_ours(generic + file), now)).report.tournaments;
  };

  EXPECT_THAT(events("list_league_series.json"), SizeIs(1));
  EXPECT_THAT(events("series_list.json"), SizeIs(1));
  EXPECT_THAT(events("lol_series_list.json"), SizeIs(1));
  EXPECT_THAT(events("rl_series_list.json"), SizeIs(1));
  const auto star = events("series_get.json");
  ASSERT_THAT(star, SizeIs(1));
  EXPECT_EQ(star[0].tournament.name, "StarSeries & i-League Season 6 2018");
  EXPECT_EQ(star[0].tournament.tier, Tier::a);
  EXPECT_EQ(star[0].tournament.prize, "265000 United States Dollar");
  EXPECT_THAT(of_leagues("get_league.json"), SizeIs(10));
  EXPECT_THAT(of_leagues("list_leagues.json"), SizeIs(1));
  EXPECT_THAT(of_leagues("lol_leagues_list.json"), SizeIs(1));
  EXPECT_THAT(of_leagues("rl_leagues_list.json"), SizeIs(1));
}

TEST(PandascoreRecorded, rosters_are_read_with_all_players) {
  const auto page =
      read(parse_pandascore_rosters(as_ours(generic + "tournaments_rosters_get.json", false), now));

  EXPECT_THAT(page.report.teams, SizeIs(9));
  EXPECT_THAT(page.line_ups, SizeIs(9));
  std::size_t players = 0;
  for (const auto& [team, line_up] : page.line_ups) players += line_up.size();
  EXPECT_EQ(players, 60U);
}

TEST(PandascoreRecorded, standings_of_both_shapes_are_read) {
  const auto group =
      read(parse_pandascore_standings(as_ours(generic + "tournaments_standings_group_get.json"), now, {}));
  const auto bracket =
      read(parse_pandascore_standings(as_ours(generic + "tournaments_standings_bracket_get.json"), now, {}));

  ASSERT_THAT(group.report.standings, SizeIs(1));
  ASSERT_THAT(group.report.standings[0].rows, SizeIs(1));
  EXPECT_EQ(group.report.standings[0].rows[0].standing.wins, 13);
  EXPECT_EQ(group.report.standings[0].rows[0].standing.losses, 5);
  ASSERT_THAT(bracket.report.standings.at(0).rows, SizeIs(1));
  EXPECT_EQ(bracket.report.standings[0].rows[0].team, "318");
}

TEST(PandascoreRecorded, teams_and_players_are_read) {
  const auto teams = [](const std::string& file) {
    return read(parse_pandascore_teams(as_ours(generic + file), now)).report;
  };
  const auto players = [](const std::string& file) {
    return read(parse_pandascore_players(as_ours(file), now)).report;
  };

  EXPECT_THAT(teams("get_team.json").teams, SizeIs(1));
  EXPECT_THAT(teams("get_team.json").rosters, IsEmpty());
  EXPECT_THAT(teams("list_teams.json").teams, SizeIs(6));
  EXPECT_THAT(teams("lol_teams_list.json").rosters.at(0).stays, SizeIs(5));
  EXPECT_THAT(teams("rl_teams_list.json").teams.at(0).team.country, testing::Eq(std::nullopt));
  EXPECT_THAT(players(generic + "get_player.json").rosters, SizeIs(1));
  EXPECT_THAT(players(generic + "list_players.json").players, SizeIs(1));
  EXPECT_THAT(players(generic + "lol_players_list.json").players, SizeIs(1));
  EXPECT_THAT(players(generic + "rl_players_list.json").players.at(0).player.nickname, "dralii");
  EXPECT_EQ(players("pandascore/player_m1quse_2024.json").teams.at(0).team.name, "Aurora Young Blood");
}

}  // namespace
}  // namespace cs2::provider
