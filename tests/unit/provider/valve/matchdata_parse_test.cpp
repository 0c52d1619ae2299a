#include "provider/valve/matchdata_parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/validate.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 6 / 2};

constexpr const char* two_matches = R"({
  "matches": [
    {"matchStartTime": 1780171200, "team1Id": 11, "team1Name": "Breakers", "team2Id": 7, "team2Name": "Alpine",
     "team1Players": [{"playerId": 1, "nick": "ava", "countryIso": "se"}, {"playerId": 2, "nick": "bo"}],
     "team2Players": [{"playerId": 3, "nick": "cyd", "countryIso": ""}],
     "eventId": 900, "winningTeam": 2, "forfeited": false,
     "maps": [{"mapName": "de_dust2", "team1Score": 7, "team2Score": 13},
              {"mapName": "Mirage", "team1Score": 13, "team2Score": 16},
              {"mapName": "Nuke"}]},
    {"matchStartTime": "2026-05-29T18:00:00Z", "team1Name": "Alpine", "team2Name": "Corals",
     "winningTeam": 1, "forfeited": true, "maps": []},
    {"matchStartTime": null, "team1Name": "Alpine", "team2Name": "Corals"}
  ],
  "events": [{"eventId": 900, "eventName": "Polar League", "prizePool": "$1,000", "lan": true}]
})";

TEST(ValveMatchdata, has_maps_scores_line_ups_and_events) {
  const auto report = parse_valve_matchdata(two_matches, now);

  ASSERT_TRUE(report) << report.error().detail;
  ASSERT_THAT(report->matches, SizeIs(2));
  const auto& match = report->matches[0];
  EXPECT_EQ(to_iso8601(*match.scheduled_at), "2026-05-30T20:00:00Z");
  EXPECT_TRUE(match.time_is_exact);
  EXPECT_EQ(match.winner, 1);
  EXPECT_EQ(match.score, (Score{0, 2}));
  ASSERT_THAT(match.maps, SizeIs(3));
  EXPECT_EQ(match.maps[0].name, "Dust II");
  EXPECT_EQ(match.maps[1].score, (Score{13, 16}));
  EXPECT_EQ(match.maps[2].status, MapStatus::not_played);
  EXPECT_THAT(match.opponents[0].line_up, SizeIs(2));
  EXPECT_EQ(match.tournament, "900");
  EXPECT_EQ(report->tournaments.at(0).tournament.venue, Venue::lan);
  EXPECT_EQ(report->players.at(0).player.nationality, "SE");
  EXPECT_THAT(validate(match, now), IsEmpty());
}

TEST(ValveMatchdata, gives_a_match_the_id_that_it_has_on_the_teams_pages) {
  const auto report = parse_valve_matchdata(two_matches, now);

  ASSERT_TRUE(report);
  EXPECT_EQ(report->matches[0].external_id, "2026-05-30:Alpine,Breakers");
  EXPECT_TRUE(report->matches[1].forfeit);
  EXPECT_FALSE(report->matches[1].score);
}

// A match of two teams, the first with an id and players.
std::string match_of(const std::string& id, const std::string& name, const std::string& players,
                     const std::string& opponent) {
  return fmt::format(
      R"({{"matchStartTime": "2026-05-30T18:00:00Z", "team1Id": "{}", "team1Name": "{}", "team1Players": [{}],
           "team2Name": "{}", "winningTeam": 1, "maps": []}})",
      id, name, players, opponent);
}

TEST(ValveMatchdata, tells_teams_of_one_name_apart_by_id_and_players) {
  const std::string ava = R"({"nick": "ava"}, {"nick": "bo"})";
  const std::string cyd = R"({"nick": "cyd"}, {"nick": "dee"})";
  const auto report = parse_valve_matchdata(
      fmt::format(R"({{"matches": [{}, {}, {}, {}]}})", match_of("x", "Alpine", ava, "Corals"),
                  match_of("y", "Alpine", cyd, "Dunes"), match_of("z", "ALPINE", ava, "Breakers"),
                  match_of("y", "Alpine", cyd, "Alpine")),
      now);

  ASSERT_TRUE(report) << report.error().detail;
  std::map<std::string, std::string> team_against;
  for (const auto& match : report->matches)
    team_against[match.opponents[1].name] = match.opponents[0].team.value_or("");
  EXPECT_EQ(team_against["Corals"], "Alpine");
  EXPECT_EQ(team_against["Dunes"], "Alpine [y]");
  EXPECT_EQ(team_against["Breakers"], "Alpine") << "an id of another tournament, and the same players";
  EXPECT_EQ(team_against["Alpine"], "Alpine [y]");
}

TEST(ValveMatchdata, says_what_it_leaves_out) {
  const auto report = parse_valve_matchdata(two_matches, now);

  ASSERT_TRUE(report);
  ASSERT_THAT(report->skipped, SizeIs(1));
  EXPECT_EQ(report->skipped[0].reason, "no time");
}

TEST(ValveMatchdata, takes_the_day_in_los_angeles) {
  const auto id_at = [](std::string_view at) {
    const auto report = parse_valve_matchdata(
        fmt::format(R"({{"matches": [{{"matchStartTime": "{}", "team1Name": "A", "team2Name": "B"}}]}})", at),
        now);
    return report ? report->matches.at(0).external_id : report.error().detail;
  };

  EXPECT_EQ(id_at("2026-05-30T06:59:00Z"), "2026-05-29:A,B");
  EXPECT_EQ(id_at("2026-05-30T07:00:00Z"), "2026-05-30:A,B");
  EXPECT_EQ(id_at("2026-01-30T07:59:00Z"), "2026-01-29:A,B");
  EXPECT_EQ(id_at("2026-01-30T08:00:00Z"), "2026-01-30:A,B");
}

TEST(ValveMatchdata, of_another_shape_is_drift) {
  for (const auto* text : {"", "[]", "{}", R"({"matches": 5})", R"({"matches": [1, {}]})"}) {
    const auto report = parse_valve_matchdata(text, now);

    ASSERT_FALSE(report) << text;
    EXPECT_EQ(report.error().kind, ErrorKind::drift) << text;
  }
}

}  // namespace
}  // namespace cs2::provider
