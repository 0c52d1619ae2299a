#include "model/json.hpp"

#include <gtest/gtest.h>

namespace cs2 {
namespace {

Match full_match() {
  Match match;
  match.id = MatchId{17};
  match.revision = 4;
  match.tournament = TournamentId{3};
  match.opponents = {Opponent{TeamId{1}, "Nørd \"Wölfe\""}, Opponent{TeamId{}, "Winner of semifinal 2"}};
  match.stage = "Playoffs";
  match.status = MatchStatus::live;
  match.best_of = 3;
  match.scheduled_at = from_unix_seconds(1'783'000'000);
  match.time_is_exact = false;
  match.original_scheduled_at = from_unix_seconds(1'782'000'000);
  match.started_at = from_unix_milliseconds(1'783'000'000'123);
  match.ended_at = from_unix_seconds(1'783'009'000);
  match.score = Score{1, 0};
  match.winner = 1;
  match.draw = true;
  match.forfeit = true;
  match.maps = {{.number = 1,
                 .name = "Dust II",
                 .status = MapStatus::finished,
                 .score = Score{16, 14},
                 .winner = 0,
                 .picked_by = 1,
                 .halves = {{.rounds = {6, 6}, .first_side = Side::ct},
                            {.rounds = {6, 6}, .first_side = Side::t},
                            {.rounds = {4, 2}, .first_side = std::nullopt, .overtime = true}},
                 .forfeit = true,
                 .started_at = from_unix_seconds(1),
                 .ended_at = from_unix_seconds(2),
                 .duration = seconds{2747}}};
  match.veto = {{.action = VetoAction::ban, .by = 0, .map = "Nuke"},
                {.action = VetoAction::decider, .by = {}, .map = "Train"}};
  match.streams = {{.url = "https://twitch.tv/x", .language = "en", .official = true, .main = true}};
  match.links = {{.kind = "hltv", .url = "https://www.hltv.org/matches/1/match"}};
  return match;
}

TEST(ModelJson, gives_back_the_match_it_was_given) {
  const auto match = full_match();

  const auto read = parse_match(to_json(match));

  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, match);
}

MatchDetails full_details() {
  return {.match = full_match(),
          .tournament = Tournament{.id = TournamentId{3},
                                   .name = "Cup",
                                   .tier = Tier::b,
                                   .region = "Europe",
                                   .country = "SE",
                                   .city = "Malmö",
                                   .organizer = "Organizer",
                                   .venue = Venue::lan,
                                   .prize = "$10,000",
                                   .starts_at = from_unix_seconds(3),
                                   .ends_at = from_unix_seconds(4),
                                   .logo_url = "https://example.org/cup.png"},
          .teams = {Team{.id = TeamId{1},
                         .name = "Wölfe",
                         .acronym = "WLF",
                         .country = "DE",
                         .region = "EU",
                         .logo_url = "https://example.org/wolf.png",
                         .disbanded = true},
                    std::nullopt},
          .sources = {{ProviderName::liquipedia, "https://example.org", from_unix_seconds(5)}}};
}

TEST(ModelJson, gives_back_details_with_an_undecided_opponent) {
  const std::vector details{full_details()};

  const auto read = parse_match_details(to_json(details));

  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, details);
}

TEST(ModelJson, gives_back_the_parts_of_a_match) {
  const auto match = full_match();
  const auto& halves = match.maps[0].halves;

  EXPECT_EQ(parse_halves(to_json(halves)), halves);
  EXPECT_EQ(parse_veto(to_json(match.veto)), match.veto);
  EXPECT_EQ(parse_streams(to_json(match.streams)), match.streams);
  EXPECT_EQ(parse_links(to_json(match.links)), match.links);
  EXPECT_EQ(to_json(std::vector<Half>{}), "[]");
}

// What databases hold, to the letter: digests are made of it.
constexpr std::string_view stored_match =
    R"({"id":17,"revision":4,"tournament":3,"opponents":[{"team":1,"name":"Nørd \"Wölfe\""},)"
    R"({"team":0,"name":"Winner of semifinal 2"}],"stage":"Playoffs","status":"live","best_of":3,)"
    R"("scheduled_at":1783000000000,"time_is_exact":false,"original_scheduled_at":1782000000000,)"
    R"("started_at":1783000000123,"ended_at":1783009000000,"score":[1,0],"winner":1,"draw":true,)"
    R"("forfeit":true,"maps":[{"number":1,"status":"finished","name":"Dust II","score":[16,14],)"
    R"("winner":0,"picked_by":1,"halves":[{"rounds":[6,6],"side":"ct"},{"rounds":[6,6],"side":"t"},)"
    R"({"rounds":[4,2],"overtime":true}],"forfeit":true,"started_at":1000,"ended_at":2000,)"
    R"("duration":2747}],"veto":[{"action":"ban","map":"Nuke","by":0},{"action":"decider","map":"Train"}],)"
    R"("streams":[{"url":"https://twitch.tv/x","language":"en","official":true,"main":true}],)"
    R"("links":[{"kind":"hltv","url":"https://www.hltv.org/matches/1/match"}]})";

TEST(ModelJson, writes_a_match_as_it_always_did) {
  EXPECT_EQ(to_json(full_match()), stored_match);
  EXPECT_EQ(parse_match(stored_match), full_match());
}

TEST(ModelJson, reads_details_that_were_stored_before_teams_and_tournaments_had_more_fields) {
  const auto read = parse_match_details(
      R"([{"match":{"id":1,"revision":0,"tournament":3,"opponents":[{"team":1,"name":"A"},)"
      R"({"team":0,"name":""}],"stage":"","status":"scheduled"},)"
      R"("tournament":{"id":3,"name":"Cup","tier":"b","region":"Europe","venue":"lan","starts_at":3000},)"
      R"("teams":[{"id":1,"name":"A","acronym":"AAA","country":"DE"},null],"sources":[]}])");

  MatchDetails expected{
      .tournament = Tournament{.id = TournamentId{3},
                               .name = "Cup",
                               .tier = Tier::b,
                               .region = "Europe",
                               .venue = Venue::lan,
                               .starts_at = from_unix_seconds(3)},
      .teams = {Team{.id = TeamId{1}, .name = "A", .acronym = "AAA", .country = "DE"}, std::nullopt}};
  expected.match.id = MatchId{1};
  expected.match.tournament = TournamentId{3};
  expected.match.opponents[0] = {TeamId{1}, "A"};
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, std::vector{expected});
}

TEST(ModelJson, takes_null_for_what_is_missing) {
  const auto read =
      parse_match(R"({"id":null,"opponents":[{},{"name":null}],"stage":null,"score":null,"maps":null})");

  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, Match{});
}

TEST(ModelJson, is_strict_about_types) {
  for (const auto* text :
       {"", "null", "[]", "{}", R"({"opponents":[{},{}],"status":"nonsense"})",
        R"({"opponents":[{},{}],"score":[1]})", R"({"opponents":[{},{}],"maps":{}})",
        R"({"opponents":[{},{}],"best_of":"3"})", R"({"opponents":[{},{}],"best_of":99999999999})",
        R"({"opponents":[{},{}],"score":[99999999999,0]})", R"({"opponents":[{}]})",
        R"({"opponents":[{},{}],"maps":[{"halves":[{}]}]})"}) {
    EXPECT_FALSE(parse_match(text)) << text;
  }
}

TEST(ModelJson, says_which_key_was_not_as_expected) {
  const auto refused = parse_match(R"({"opponents":[{},{}],"maps":[{"score":[1]}]})");

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().detail, "stored JSON: score is not as expected");
}

}  // namespace
}  // namespace cs2
