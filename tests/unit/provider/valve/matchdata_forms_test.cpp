// A whole qualifier in both forms of the input of Valve's model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/validate.hpp"
#include "provider/valve/matchdata_parse.hpp"
#include "unit/provider/valve/matchdata.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 6 / 2};

class MatchdataForms : public testing::TestWithParam<MatchdataForm> {
 protected:
  bool is_valves() const { return GetParam() == MatchdataForm::valve; }

  Report read() const {
    auto report = parse_valve_matchdata(matchdata_.text(GetParam()), now);
    EXPECT_TRUE(report) << report.error().detail;
    return report ? std::move(*report) : Report{};
  }

  const MatchReport& match_of(const Report& report, const test::Row& facts) const {
    const auto found = std::ranges::find_if(report.matches, [&](const MatchReport& match) {
      return match.opponents[0].team == facts["team1"] && match.opponents[1].team == facts["team2"];
    });
    if (found == report.matches.end()) facts.fail("is not among the matches");
    return *found;
  }

  Matchdata matchdata_;
};

TEST_P(MatchdataForms, are_read_to_the_last_match) {
  const auto report = read();

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.matches, SizeIs(91));
  ASSERT_THAT(report.matches, SizeIs(matchdata_.facts.size()));
  const auto count = [&](std::size_t maps) {
    return std::ranges::count_if(report.matches,
                                 [&](const MatchReport& match) { return match.maps.size() == maps; });
  };
  EXPECT_EQ(count(0), 13);
  EXPECT_EQ(count(1), 76);
  EXPECT_EQ(count(2), 2);
}

TEST_P(MatchdataForms, tell_time_winner_and_rounds_of_every_match) {
  const auto report = read();

  for (const auto& facts : matchdata_.facts) {
    const auto& match = match_of(report, facts);
    SCOPED_TRACE(match.external_id);
    EXPECT_EQ(match.scheduled_at, parse_iso8601(facts["starts_at"]).value());
    EXPECT_EQ(match.winner, facts.number("winner") - 1);
    EXPECT_EQ(match.forfeit, is_valves() && facts["maps"].empty());
    const auto written = facts.list("maps");
    ASSERT_THAT(match.maps, SizeIs(written.size()));
    for (std::size_t i = 0; i < written.size(); ++i) {
      const auto& map = match.maps[i];
      ASSERT_TRUE(map.score);
      EXPECT_THAT(written[i], testing::EndsWith(fmt::format(" {}-{}", map.score->first, map.score->second)));
      EXPECT_EQ(map.status, MapStatus::finished);
      EXPECT_EQ(map.winner, match.winner);  // nobody lost a map and won
      EXPECT_THAT(map.name.value_or(""), testing::Not(StartsWith("de_")));
    }
    const int won = static_cast<int>(written.size());
    const Score score = match.winner == 0 ? Score{won, 0} : Score{0, won};
    EXPECT_EQ(match.score, written.empty() ? std::nullopt : std::optional{score});
    EXPECT_THAT(validate(match, now), IsEmpty());
  }
}

TEST_P(MatchdataForms, have_an_event_whose_id_is_a_number_or_a_text) {
  const auto report = read();

  ASSERT_THAT(report.tournaments, SizeIs(1));
  const auto& event = report.tournaments[0];
  EXPECT_EQ(event.tournament.name, "IEM Dallas 2025 - SA Qualifier");
  EXPECT_EQ(event.tournament.venue, Venue::online);
  EXPECT_EQ(event.tournament.prize, is_valves() ? std::optional<std::string>{"$1,000"} : std::nullopt);
  for (const auto& match : report.matches) EXPECT_EQ(match.tournament, event.external_id);
}

TEST_P(MatchdataForms, have_five_players_a_side_with_dashes_around_their_names) {
  const auto report = read();

  for (const auto& facts : matchdata_.facts) {
    const auto& match = match_of(report, facts);
    EXPECT_EQ(match.opponents[0].line_up, Matchdata::nicknames(facts["team1"]));
    EXPECT_EQ(match.opponents[1].line_up, Matchdata::nicknames(facts["team2"]));
  }
  for (const auto& player : report.players)
    EXPECT_EQ(player.player.nationality, is_valves() ? std::optional<std::string>{"BR"} : std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Both, MatchdataForms, testing::Values(MatchdataForm::valve, MatchdataForm::faceit),
                         [](const auto& info) {
                           return info.param == MatchdataForm::valve ? "valves" : "faceits";
                         });

}  // namespace
}  // namespace cs2::provider
