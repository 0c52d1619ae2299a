#include "store/queries/ratings.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/facts/apply.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class RatingRows : public StoreTest {
 protected:
  // Three matches: one over, one forfeited, one live.
  void SetUp() override {
    StoreTest::SetUp();
    Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
    batch.teams = {new_team(-1, "Alpine"), new_team(-2, "Borealis")};
    batch.tournaments = {new_tournament(-1, "Northern Cup")};
    for (int i = 1; i <= 2; ++i) batch.players.push_back(new_player(-i, fmt::format("player{}", i)));
    for (int number = 0; number < 3; ++number) {
      const auto at = test_start - hours{30 - 10 * number};
      auto each = new_match(-1 - number, fmt::format("m{}", number), {-1}, {-2}, at);
      if (number < 2) finish(each.match, at);
      each.match.forfeit = number == 1;
      if (number == 2) each.match.status = MatchStatus::live;
      batch.sightings.push_back(sighting_of(each));
      batch.matches.push_back(std::move(each));
    }
    batch.line_ups = {{.match = {-1}, .players = {{{{-2}, {-1}}, {}}}}};
    ASSERT_TRUE(apply(store(), batch));
  }
  MatchId live() { return list_matches(store(), {.statuses = {MatchStatus::live}}).matches.at(0).match.id; }
};

TEST_P(RatingRows, are_learned_from_matches_that_count_with_who_played) {
  const auto decided = list_decided(store());

  ASSERT_THAT(decided, SizeIs(1));
  EXPECT_EQ(decided[0].at, test_start - hours{30});
  EXPECT_THAT(decided[0].line_ups[0], SizeIs(2)) << "in the order of the source";
  EXPECT_GT(decided[0].line_ups[0][0].value, decided[0].line_ups[0][1].value);
  EXPECT_THAT(decided[0].line_ups[1], IsEmpty());
}

TEST_P(RatingRows, are_replaced_by_what_was_learned_last) {
  const TeamRating team{.team = {1}, .mean = 0.25, .variance = 0.5, .at = test_start};
  const MatchRating first{.match = {1}, .before = {0.1, 0.2}, .after = {0.3, 0.0}};
  const MatchRating second{.match = {2}, .before = {0.3, 0.0}, .after = {0.4, -0.1}};
  replace_ratings(store(), {team}, {first, second});
  auto changed = second;
  changed.after = {0.5, -0.2};
  auto stronger = team;
  stronger.mean = 0.75;

  replace_ratings(store(), {stronger}, {changed});

  EXPECT_EQ(find_team_ratings(store(), {{1}, {2}}), (std::map<TeamId, TeamRating>{{{1}, stronger}}));
  EXPECT_EQ(find_match_ratings(store(), {{1}, {2}}), (std::map<MatchId, MatchRating>{{{2}, changed}}));
}

TEST_P(RatingRows, keep_a_prediction_as_it_was_made) {
  ASSERT_THAT(list_unpredicted(store(), test_start - hours{24}), SizeIs(1));
  EXPECT_THAT(list_unpredicted(store(), test_start - hours{1}), IsEmpty()) << "it began long ago";
  const auto match = list_unpredicted(store(), test_start - hours{24})[0];
  const Prediction made{.match = match.id,
                        .at = test_start,
                        .first = match.teams[0],
                        .probability = 0.7,
                        .deviation = 0.5,
                        .line_ups = {{{{1}, {2}}, {}}},
                        .version = 1};

  add_prediction(store(), made);
  auto other = made;
  other.probability = 0.1;
  add_prediction(store(), other);

  EXPECT_EQ(find_prediction(store(), match.id), made);
  EXPECT_THAT(list_unpredicted(store(), test_start - hours{24}), IsEmpty());
  EXPECT_EQ(find_prediction(store(), {999}), std::nullopt);
  EXPECT_THAT(list_settled_predictions(store()), IsEmpty());
}

TEST_P(RatingRows, settle_a_prediction_when_it_is_known_who_won) {
  const auto match = list_unpredicted(store(), test_start - hours{24}).at(0);
  add_prediction(store(), {.match = match.id, .at = test_start, .first = match.teams[1], .probability = 0.7});
  auto over = find_match(store(), match.id)->match;
  over.status = MatchStatus::finished;
  over.winner = 1;
  over.score = Score{0, 2};
  ASSERT_TRUE(apply(store(), {.provider = ProviderName::sample,
                              .observed_at = test_start,
                              .matches = {{.match = over, .external_ids = {"m2"}, .changes = {}}}}));

  const auto settled = list_settled_predictions(store());

  ASSERT_THAT(settled, SizeIs(1));
  EXPECT_DOUBLE_EQ(settled[0].probability, 0.7);
  EXPECT_TRUE(settled[0].first_won) << "it was made for the team that stands second";
}

CS2_ON_BACKENDS(RatingRows, both_databases());

}  // namespace
}  // namespace cs2::store
