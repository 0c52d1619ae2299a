#include "store/apply.hpp"

#include <thread>

#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/matches.hpp"
#include "store/names.hpp"

namespace cs2::store {
namespace {

using Apply = StoreTest;

TEST_P(Apply, writes_everything_that_a_batch_brings) {
  auto batch = small_batch(test_start);
  finish(batch.matches[0].match, test_start - hours{3});
  batch.matches[0].changes.push_back(
      {.id = {}, .match = {-1}, .at = test_start, .what = MapFinished{.number = 2}});

  const auto applied = apply(store(), batch);

  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ(applied->teams_created, 2);
  EXPECT_EQ(applied->tournaments_created, 1);
  EXPECT_EQ(applied->matches_created, 1);
  ASSERT_EQ(applied->changes.size(), 2u);
  EXPECT_NE(applied->changes[0].id, applied->changes[1].id);
  const auto details = find_match(store(), applied->changes[0].match);
  ASSERT_TRUE(details);
  auto expected = batch.matches[0].match;
  expected.id = details->match.id;
  expected.revision = 1;
  expected.tournament = details->tournament.value().id;
  expected.opponents[0].team = details->teams[0].value().id;
  expected.opponents[1].team = details->teams[1].value().id;
  EXPECT_EQ(details->match, expected);
  EXPECT_EQ(details->teams[0]->name, "Alpine");
  auto tournament = batch.tournaments[0].tournament;
  tournament.id = details->tournament->id;
  EXPECT_EQ(details->tournament, tournament);
  EXPECT_THAT(details->sources, testing::ElementsAre(MatchSource{.provider = ProviderName::sample,
                                                                 .url = "https://matches.example/m1",
                                                                 .seen_at = batch.observed_at}));
}

TEST_P(Apply, changes_nothing_the_second_time) {
  const auto batch = small_batch(test_start);
  const auto first = apply(store(), batch);
  ASSERT_TRUE(first);
  const auto before = find_match(store(), first->changes[0].match);

  const auto second = apply(store(), batch);

  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(second->teams_created + second->tournaments_created + second->matches_created, 0);
  EXPECT_EQ(second->matches_changed, 0);
  EXPECT_TRUE(second->changes.empty());
  EXPECT_EQ(find_match(store(), first->changes[0].match), before);
}

CS2_ON_BACKENDS(Apply, all_backends());

}  // namespace
}  // namespace cs2::store
