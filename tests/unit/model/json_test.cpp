#include "model/json.hpp"

#include <gtest/gtest.h>

#include "model/change.hpp"

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
  match.score = Score{1, 0};
  match.maps = {{.number = 1,
                 .name = "Dust II",
                 .status = MapStatus::finished,
                 .score = Score{16, 14},
                 .winner = 0,
                 .picked_by = 1,
                 .halves = {{.rounds = {6, 6}, .first_side = Side::ct},
                            {.rounds = {6, 6}, .first_side = Side::t},
                            {.rounds = {4, 2}, .first_side = std::nullopt, .overtime = true}},
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

TEST(ModelJson, gives_back_details_with_an_undecided_opponent) {
  MatchDetails details{
      .match = full_match(),
      .tournament = Tournament{.id = TournamentId{3}, .name = "Cup", .tier = Tier::b, .venue = Venue::lan},
      .teams = {Team{.id = TeamId{1}, .name = "Wölfe", .acronym = "WLF"}, std::nullopt},
      .sources = {{ProviderName::liquipedia, "https://example.org", from_unix_seconds(5)}}};

  const auto read = parse_match_details(to_json(std::vector{details}));

  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front(), details);
}

TEST(ModelJson, is_strict_about_types) {
  for (const auto* text :
       {"", "null", "[]", "{}", R"({"opponents":[{},{}],"status":"nonsense"})",
        R"({"opponents":[{},{}],"score":[1]})", R"({"opponents":[{},{}],"maps":{}})",
        R"({"opponents":[{},{}],"best_of":"3"})", R"({"opponents":[{},{}],"best_of":99999999999})"}) {
    EXPECT_FALSE(parse_match(text)) << text;
  }
}

TEST(ModelJson, reads_back_every_kind_of_change) {
  const std::vector<What> all{
      MatchAnnounced{}, OpponentsDecided{}, MatchRescheduled{from_unix_seconds(1), std::nullopt},
      MatchStarted{},   MapFinished{2},     MatchFinished{},
      MatchPostponed{}, MatchCancelled{},   ResultCorrected{Score{2, 1}, 0}};
  ASSERT_EQ(all.size(), std::variant_size_v<What>);

  for (const auto& what : all) {
    const auto read = parse_what(name(what), what_to_json(what));
    ASSERT_TRUE(read) << name(what);
    EXPECT_EQ(*read, what) << name(what);
  }
  EXPECT_FALSE(parse_what("match_exploded", "{}"));
}

}  // namespace
}  // namespace cs2
