#include "model/change_notices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Match match_seven() {
  Match match;
  match.id = {7};
  match.best_of = 3;
  match.opponents = {Opponent{.team = {1}, .name = "Alpine"}, Opponent{.team = {2}, .name = "Borealis"}};
  return match;
}

std::vector<std::string> names(const What& what, const Match& match = match_seven()) {
  const Change change{.id = {99}, .match = match.id, .at = {}, .what = what};
  std::vector<std::string> all;
  for (const auto& notice : notices_of(change, match)) all.push_back(dedup_key(notice, match.id, change.id));
  return all;
}

TEST(ChangeNotices, of_a_match_have_one_key_however_often_it_happens) {
  EXPECT_THAT(names(MatchAnnounced{}), ElementsAre("announced:7"));
  EXPECT_THAT(names(OpponentsDecided{}), ElementsAre("announced:7"));
  EXPECT_THAT(names(MatchStarted{}), ElementsAre("live:7", "started:7"));
  EXPECT_THAT(names(MapFinished{.number = 2}), ElementsAre("live:7", "map_finished:7:2"));
  EXPECT_THAT(names(MatchFinished{}), ElementsAre("live:7", "result:7", "corrected:99"));
}

TEST(ChangeNotices, of_plans_that_change_are_sent_each_time) {
  EXPECT_THAT(names(MatchRescheduled{}), ElementsAre("rescheduled:99"));
  EXPECT_THAT(names(MatchPostponed{}), ElementsAre("called_off:99"));
  EXPECT_THAT(names(MatchCancelled{}), ElementsAre("called_off:99"));
  EXPECT_THAT(names(MatchWithdrawn{}), ElementsAre("called_off:99"));
  EXPECT_THAT(names(ResultCorrected{}), ElementsAre("corrected:99"));
}

TEST(ChangeNotices, leave_out_what_says_nothing) {
  auto undecided = match_seven();
  undecided.opponents[1] = {.team = {}, .name = "Winner of semifinal 1"};
  EXPECT_THAT(names(MatchAnnounced{}, undecided), IsEmpty());

  auto best_of_one = match_seven();
  best_of_one.best_of = 1;
  EXPECT_THAT(names(MapFinished{.number = 1}, best_of_one), ElementsAre("live:7"));

  EXPECT_THAT(names(MatchWithdrawn{}, undecided), IsEmpty());
}

TEST(ChangeNotices, of_a_roster_at_one_moment_are_one) {
  const Change joined{
      .id = {1}, .match = {}, .at = Timestamp{milliseconds{5}}, .what = PlayerJoined{}, .team = {7}};
  auto left = joined;
  left.id = {2};
  left.what = PlayerLeft{};

  EXPECT_EQ(dedup_key(joined), "roster:7:5");
  EXPECT_EQ(dedup_key(left), dedup_key(joined));
  EXPECT_EQ(dedup_key(Change{.id = {3}, .match = {}, .at = {}, .what = RankingPublished{}}), "ranking:3");
}

TEST(ChangeNotices, of_no_match_are_a_roster_or_a_ranking) {
  const auto kind = [](const What& what) { return notice_of(Change{.what = what}).kind; };

  EXPECT_EQ(kind(PlayerJoined{}), NoticeKind::roster);
  EXPECT_EQ(kind(PlayerLeft{}), NoticeKind::roster);
  EXPECT_EQ(kind(RoleChanged{}), NoticeKind::roster);
  EXPECT_EQ(kind(RankingPublished{}), NoticeKind::ranking);
}

}  // namespace
}  // namespace cs2
