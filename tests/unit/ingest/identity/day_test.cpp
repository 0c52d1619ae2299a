#include "ingest/identity/day.hpp"

#include <gtest/gtest.h>

namespace cs2::ingest {
namespace {

constexpr Timestamp noon = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{12};

// Alpine has the id 1, Breakers 2.
class Day : public testing::Test {
 protected:
  Day() {
    report_.provider = ProviderName::imported;
    teams_ = {{"alpine", TeamId{1}}, {"breakers", TeamId{2}}};
  }

  static void end(MatchFacts& facts, Timestamp at, bool exact, Slot winner, std::optional<Score> score) {
    facts.status = MatchStatus::finished;
    facts.scheduled_at = at;
    facts.time_is_exact = exact;
    facts.winner = winner;
    facts.score = score;
  }

  void ours(std::int64_t id, Timestamp at, Slot winner, std::optional<Score> score = {}, bool exact = false) {
    Match match;
    end(match, at, exact, winner, score);
    match.id = {id};
    match.opponents = {Opponent{{1}, "Alpine"}, Opponent{{2}, "Breakers"}};
    known_.rows.emplace(match.id, match);
  }

  void reported(Timestamp at, Slot winner, std::optional<Score> score = {}, bool exact = false) {
    MatchReport match;
    end(match, at, exact, winner, score);
    match.external_id = "new:" + std::to_string(report_.matches.size());
    match.opponents = {OpponentReport{.team = "alpine", .name = "Alpine"},
                       OpponentReport{.team = "breakers", .name = "Breakers"}};
    report_.matches.push_back(match);
  }

  std::map<std::size_t, MatchId> identify() {
    return identify_by_day(report_, known_, teams_,
                           std::vector<std::optional<MatchId>>(report_.matches.size()));
  }

  using Found = std::map<std::size_t, MatchId>;

  Report report_;
  store::MatchSnapshot known_;
  Ours<TeamId> teams_;
};

TEST_F(Day, is_that_of_a_match_half_a_day_away) {
  ours(11, noon, 0);
  reported(noon + hours{11}, 0, Score{2, 0}, true);

  EXPECT_EQ(identify(), (Found{{0, MatchId{11}}}));
}

TEST_F(Day, of_another_place_may_be_the_day_before_but_not_two) {
  ours(11, noon - hours{17}, 0);
  ours(12, noon - hours{41}, 0);
  reported(noon, 0);
  reported(noon, 0);

  EXPECT_EQ(identify(), (Found{{0, MatchId{11}}}));
}

TEST_F(Day, has_another_match_with_another_winner_or_score) {
  ours(11, noon, 1);
  ours(12, noon, 0, Score{2, 1});
  reported(noon, 0, Score{2, 0});

  EXPECT_TRUE(identify().empty());
}

TEST_F(Day, with_two_matches_pairs_equal_scores_first_and_the_rest_in_order) {
  ours(11, noon, 0);
  ours(12, noon, 0, Score{2, 0});
  ours(13, noon, 0);
  reported(noon, 0, Score{2, 0});
  reported(noon, 0);
  reported(noon, 0);

  EXPECT_EQ(identify(), (Found{{0, MatchId{12}}, {1, MatchId{11}}, {2, MatchId{13}}}));
}

TEST_F(Day, sees_the_result_the_other_way_round) {
  ours(11, noon, 0, Score{2, 1});
  reported(noon, 1, Score{1, 2});
  std::swap(report_.matches[0].opponents[0], report_.matches[0].opponents[1]);

  EXPECT_EQ(identify(), (Found{{0, MatchId{11}}}));
}

TEST_F(Day, holds_two_rows_of_one_archive_apart) {
  ours(11, noon, 0);
  known_.records[MatchId{11}] = {{ProviderName::imported, "new:9", {}, noon}};
  reported(noon, 0);
  const bool same_archive = identify().empty();
  known_.records[MatchId{11}][0].external_id = "old:9";

  EXPECT_TRUE(same_archive);
  EXPECT_EQ(identify(), (Found{{0, MatchId{11}}}));
}

TEST_F(Day, leaves_two_exact_times_to_others) {
  ours(11, noon, 0, {}, true);
  reported(noon, 0, {}, true);

  EXPECT_TRUE(identify().empty());
}

}  // namespace
}  // namespace cs2::ingest
