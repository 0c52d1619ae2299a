// Whole answers of LPDB, made of the tables of events: as the parser meets them at its source.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "provider/lpdb/parse.hpp"
#include "support/lpdb_answer.hpp"
#include "unit/provider/liquipedia/wiki_event_check.hpp"

namespace cs2::provider {
namespace {

using test::utc;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp autumn = utc("2025-10-29", "09:00");
const Timestamp summer = utc("2026-07-12", "18:20");

Report matches_of(const WikiEvent& event, Timestamp now) {
  auto page = parse_lpdb_matches(test::lpdb_matches(event, now), now);
  EXPECT_TRUE(page) << page.error().detail;
  return page ? page->report : Report{};
}

const MatchReport& find(const Report& report, std::string_view id) {
  const auto found = std::ranges::find(report.matches, id, &MatchReport::external_id);
  if (found == report.matches.end()) throw std::runtime_error("no match " + std::string{id});
  return *found;
}

class LpdbMasters : public testing::Test {
 protected:
  const WikiEvent event_ = test::read_wiki_event("pgl_masters");
  const Report report_ = matches_of(event_, autumn);

  std::ptrdiff_t count(auto fits) const { return std::ranges::count_if(report_.matches, fits); }
};

TEST_F(LpdbMasters, reads_every_match_with_maps_and_halves) {
  EXPECT_THAT(report_.skipped, IsEmpty());
  ASSERT_THAT(report_.matches, SizeIs(25));
  for (std::size_t i = 0; i < event_.matches.size(); ++i) {
    EXPECT_EQ(report_.matches[i].external_id, event_.matches[i].id);
    expect_parsed(event_, event_.matches[i], report_.matches[i], autumn);
  }

  std::vector<MapResult> maps;
  for (const auto& match : report_.matches) maps.insert(maps.end(), match.maps.begin(), match.maps.end());
  EXPECT_THAT(maps, SizeIs(54));
  EXPECT_EQ(std::ranges::count(maps, MapStatus::finished, &MapResult::status), 37);
  EXPECT_EQ(std::ranges::count(maps, MapStatus::not_played, &MapResult::status), 11);
  EXPECT_EQ(std::ranges::count_if(
                maps, [](const auto& map) { return std::ranges::any_of(map.halves, &Half::overtime); }),
            7);
}

TEST_F(LpdbMasters, separates_finished_live_and_undecided_matches) {
  EXPECT_EQ(count([](const auto& match) { return match.status == MatchStatus::finished; }), 16);
  EXPECT_EQ(count([](const auto& match) { return match.winner.has_value(); }), 16);
  EXPECT_EQ(count([](const auto& match) { return match.status == MatchStatus::live; }), 2);
  EXPECT_EQ(count([](const auto& match) {
              return !match.opponents[0].team && !match.opponents[1].team && !match.scheduled_at;
            }),
            3);
}

TEST_F(LpdbMasters, reads_each_team_once_by_the_page_of_its_template) {
  ASSERT_THAT(report_.teams, SizeIs(16));
  const auto pain = std::ranges::find(report_.teams, "PaiN_Gaming", &TeamReport::external_id);
  ASSERT_NE(pain, report_.teams.end());
  EXPECT_EQ(pain->team.name, "paiN Gaming");
  EXPECT_THAT(pain->aliases, ElementsAre("paiN"));
  EXPECT_EQ(pain->url, "https://liquipedia.net/counterstrike/PaiN_Gaming");
}

TEST_F(LpdbMasters, reads_line_ups_with_pages_and_countries) {
  EXPECT_EQ(count([](const auto& match) {
              return match.opponents[0].line_up.size() == 5 && match.opponents[1].line_up.size() == 5;
            }),
            22);
  EXPECT_THAT(report_.players, SizeIs(80));
  for (const auto& parsed : report_.players) EXPECT_TRUE(parsed.player.nationality) << parsed.external_id;
  EXPECT_THAT(find(report_, "ayB546T4zZ_0005").opponents[0].line_up,
              ElementsAre("Lucky_(French_player)", "Ex3rcice", "Maka", "Graviti", "Bodyy"));
  const auto lucky = std::ranges::find(report_.players, "Lucky_(French_player)", &PlayerReport::external_id);
  ASSERT_NE(lucky, report_.players.end());
  EXPECT_EQ(lucky->player.nickname, "Lucky");
  EXPECT_EQ(lucky->player.nationality, "FR");
}

TEST_F(LpdbMasters, links_each_match_and_its_maps_to_hltv) {
  EXPECT_EQ(count([](const auto& match) { return match.cross_references.size() == 1; }), 22);
  const auto& match = find(report_, "U7JeCe3nrs_0003");
  EXPECT_THAT(match.cross_references, ElementsAre(CrossReference{ProviderName::hltv, "2387324"}));
  EXPECT_THAT(match.links, SizeIs(4));
  EXPECT_THAT(match.links, Contains(Link{"hltv_map", "https://www.hltv.org/?pageid=188&matchid=211972"}));
}

TEST_F(LpdbMasters, lists_a_stream_once_that_is_given_with_and_without_its_language) {
  for (const auto& match : report_.matches) {
    ASSERT_THAT(match.streams, SizeIs(3)) << match.external_id;
    for (const auto& stream : match.streams) EXPECT_EQ(stream.language, "en");
  }
  EXPECT_EQ(find(report_, "AmF15pUfHd_0001").streams[1].url,
            "https://liquipedia.net/counterstrike/Special:Stream/twitch/PGL");
}

TEST_F(LpdbMasters, reads_the_tournament_once) {
  ASSERT_THAT(report_.tournaments, SizeIs(1));
  const auto& tournament = report_.tournaments[0];
  EXPECT_EQ(tournament.external_id, "PGL/2025/Masters");
  EXPECT_EQ(tournament.tournament.name, "PGL Masters Bucharest 2025");
  EXPECT_EQ(tournament.tournament.tier, Tier::a);
  EXPECT_EQ(tournament.tournament.venue, Venue::lan);
  EXPECT_EQ(report_.matches[0].url, "https://liquipedia.net/counterstrike/PGL/2025/Masters#Round_1");
}

TEST(LpdbUndecided, reads_a_match_without_teams_time_or_links) {
  auto event = test::read_wiki_event("pgl_masters");
  std::erase_if(event.matches, [](const WikiMatch& match) { return match.id != "zIiQwLgw83_0003"; });

  const auto report = matches_of(event, summer);

  ASSERT_THAT(report.matches, SizeIs(1));
  const auto& match = report.matches[0];
  EXPECT_EQ(match.status, MatchStatus::scheduled);
  EXPECT_FALSE(match.scheduled_at);  // the year 0
  EXPECT_FALSE(match.time_is_exact);
  EXPECT_FALSE(match.opponents[0].team);
  EXPECT_EQ(match.opponents[0].name, "");
  EXPECT_EQ(match.best_of, 3);
  EXPECT_THAT(match.streams, SizeIs(3));
  EXPECT_THAT(match.links, IsEmpty());  // an empty list where there would be an object
  EXPECT_THAT(report.teams, IsEmpty());
}

class LpdbLeague : public testing::Test {
 protected:
  const WikiEvent event_ = test::read_wiki_event("polar");
  const Report report_ = matches_of(event_, summer);
};

TEST_F(LpdbLeague, reads_every_kind_of_match) {
  for (const auto& parsed : report_.matches)
    expect_parsed(event_, event_.match(parsed.external_id), parsed, summer);

  EXPECT_THAT(report_.matches, SizeIs(16));
  ASSERT_THAT(report_.skipped, SizeIs(2));
  EXPECT_THAT(report_.skipped[0].reason, HasSubstr("hidden"));
  EXPECT_THAT(report_.skipped[1].reason, HasSubstr("half a day"));
  EXPECT_EQ(find(report_, "PoLaGroupA_0008").status, MatchStatus::postponed);
  EXPECT_EQ(find(report_, "PoLaGroupA_0005").winner, 1);
  EXPECT_EQ(find(report_, "PoLaPlay26_R01-M001").maps.at(1).score, (Score{8, 7}));
}

TEST_F(LpdbLeague, reads_the_veto_and_who_picked_which_map) {
  const auto& match = find(report_, "PoLaGroupA_0001");

  EXPECT_THAT(match.veto,
              ElementsAre(VetoStep{VetoAction::ban, 0, "Nuke"}, VetoStep{VetoAction::ban, 1, "Train"},
                          VetoStep{VetoAction::pick, 0, "Mirage"}, VetoStep{VetoAction::pick, 1, "Inferno"},
                          VetoStep{VetoAction::ban, 0, "Overpass"}, VetoStep{VetoAction::ban, 1, "Dust II"},
                          VetoStep{VetoAction::decider, std::nullopt, "Ancient"}));
  EXPECT_EQ(match.maps.at(0).picked_by, 0);
  EXPECT_EQ(match.maps.at(1).picked_by, 1);
  EXPECT_EQ(match.maps.at(2).picked_by, std::nullopt);
}

TEST(LpdbRows, give_every_team_and_player_of_an_event) {
  const auto event = test::read_wiki_event("pgl_masters");
  boost::json::array teams;
  boost::json::array players;
  for (const auto& team : event.teams) {
    teams.push_back(test::lpdb_team(team, "Europe"));
    for (const auto& player : team.players) players.push_back(test::lpdb_player(player));
  }

  const auto parsed_teams = parse_lpdb_teams(test::lpdb_answer(teams), autumn);
  const auto parsed_players = parse_lpdb_players(test::lpdb_answer(players), autumn);

  ASSERT_TRUE(parsed_teams && parsed_players);
  EXPECT_THAT(parsed_teams->report.skipped, IsEmpty());
  EXPECT_THAT(parsed_players->report.skipped, IsEmpty());
  EXPECT_THAT(parsed_teams->report.teams, SizeIs(16));
  ASSERT_THAT(parsed_players->report.players, SizeIs(80));
  for (const auto& parsed : parsed_teams->report.teams) {
    EXPECT_EQ(parsed.team.region, "Europe");
    EXPECT_FALSE(parsed.team.disbanded);
  }
  for (const auto& parsed : parsed_players->report.players) {
    EXPECT_TRUE(parsed.player.nationality) << parsed.external_id;
    EXPECT_FALSE(parsed.player.nickname.empty());
    EXPECT_FALSE(parsed.player.last_name);
  }
}

TEST(LpdbRows, give_a_disbanded_team_and_a_player_with_a_full_name) {
  const test::WikiTeam team{.template_name = "beastcoast", .page = "beastcoast", .name = "beastcoast"};
  const test::WikiPlayer player{.page = "Aonir", .nickname = "Aonir", .country = "Germany"};

  const auto parsed_team =
      parse_lpdb_teams(test::lpdb_answer({test::lpdb_team(team, "South America", "2024-12-05")}), autumn);
  const auto parsed_player =
      parse_lpdb_players(test::lpdb_answer({test::lpdb_player(player, "Carolin Hanisch")}), autumn);

  ASSERT_TRUE(parsed_team && parsed_player);
  const auto& ended = parsed_team->report.teams.at(0);
  EXPECT_EQ(ended.external_id, "Beastcoast");
  EXPECT_EQ(ended.team.name, "beastcoast");
  EXPECT_TRUE(ended.team.disbanded);
  EXPECT_EQ(ended.team.region, "South America");
  const auto& parsed = parsed_player->report.players.at(0).player;
  EXPECT_EQ(parsed.nickname, "Aonir");
  EXPECT_EQ(parsed.nationality, "DE");
  EXPECT_EQ(parsed.first_name, "Carolin");
  EXPECT_EQ(parsed.last_name, "Hanisch");
}

TEST(LpdbRows, give_a_tournament_with_place_prize_and_days) {
  const auto event = test::read_wiki_event("rush_b");

  const auto page = parse_lpdb_tournaments(test::lpdb_answer({test::lpdb_tournament(event)}), autumn);

  ASSERT_TRUE(page) << page.error().detail;
  const auto& parsed = page->report.tournaments.at(0);
  EXPECT_EQ(parsed.external_id, "BetBoom/RUSH_B!_Summit/2026/Part_Three");
  EXPECT_EQ(parsed.tournament.name, "BetBoom RUSH B! Summit 2026: Part Three");
  EXPECT_EQ(parsed.tournament.organizer, "BTS Brasil");
  EXPECT_EQ(parsed.tournament.tier, Tier::c);
  EXPECT_EQ(parsed.tournament.venue, Venue::lan);
  EXPECT_EQ(parsed.tournament.country, "BR");
  EXPECT_EQ(parsed.tournament.city, "BTS Brasil Studio, São Paulo");
  EXPECT_EQ(parsed.tournament.prize, "$50,000");
  EXPECT_EQ(parsed.tournament.starts_at, utc("2026-04-22"));
  EXPECT_EQ(parsed.tournament.ends_at, utc("2026-04-27") - seconds{1});
}

TEST(LpdbRows, of_a_tournament_without_a_page_have_no_id) {
  auto row = test::lpdb_tournament(test::read_wiki_event("rush_b"));
  row.erase("pagename");

  const auto page = parse_lpdb_tournaments(test::lpdb_answer({row}), autumn);

  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().detail, HasSubstr("no page"));
}

TEST(LpdbRows, may_lack_any_column) {
  const auto page = parse_lpdb_matches(
      test::lpdb_answer({{{"match2id", "PoLaPlay26_R01-M001"},
                          {"winner", "2"},
                          {"finished", 1},
                          {"bestof", 1},
                          {"date", "2026-07-11 15:46:00"},
                          {"dateexact", 1},
                          {"match2opponents", {{{"name", "Team Alpine"}}, {{"name", "Breakers"}}}}}}),
      summer);

  ASSERT_TRUE(page) << page.error().detail;
  const auto& match = page->report.matches.at(0);
  EXPECT_EQ(match.winner, 1);
  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.opponents[0].team, "Team_Alpine");
  EXPECT_FALSE(match.score);
  EXPECT_FALSE(match.tournament);
}

}  // namespace
}  // namespace cs2::provider
