#include "stats/past_notifications.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace cs2::stats {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp start = from_unix_seconds(1'790'000'000);
constexpr TeamId alpine{1};

class PastNotices : public testing::Test {
 protected:
  PastNotices() {
    PastMatch past;
    past.match.id = {7};
    past.match.best_of = 3;
    past.match.scheduled_at = start;
    past.match.opponents = {Opponent{.team = alpine, .name = ""}, Opponent{.team = {2}, .name = ""}};
    past.about = {.subject = subject_of(alpine), .opponent_rank = 34};
    past.traits.best_of = 3;
    news.since = start - days{20};
    news.matches = {past};
    subscription.subject = subject_of(alpine);
    subscription.kinds = NoticeKinds{(std::int64_t{1} << static_cast<int>(NoticeKind::live)) - 1};
    subscription.reminders = {};
  }

  void happen(const What& what, minutes after) {
    auto& changes = news.matches[0].changes;
    changes.push_back({.id = {static_cast<std::int64_t>(changes.size()) + 1},
                       .match = {7},
                       .at = start + after,
                       .what = what});
  }
  void play() {
    happen(MatchAnnounced{}, -days{3});
    happen(MatchStarted{}, minutes{2});
    happen(MapFinished{.number = 1}, minutes{60});
    happen(MapFinished{.number = 2}, minutes{120});
    happen(MatchFinished{}, minutes{120});
  }
  std::vector<NoticeKind> kinds() const {
    std::vector<NoticeKind> all;
    for (const auto& notice : compute_past_notices(subscription, news)) all.push_back(notice.kind);
    return all;
  }

  RecentChanges news;
  Subscription subscription;
};

using enum NoticeKind;

TEST_F(PastNotices, are_what_the_worker_would_have_told) {
  play();
  EXPECT_THAT(kinds(), ElementsAre(announced, started, map_finished, result))
      << "the result tells the last map";

  subscription.kinds = {started, map_finished};
  EXPECT_THAT(kinds(), ElementsAre(started, map_finished, map_finished));
}

TEST_F(PastNotices, hide_maps_where_scores_are_hidden) {
  play();
  subscription.spoilers = SpoilerPolicy::hide;
  EXPECT_THAT(kinds(), ElementsAre(announced, started, result));
}

TEST_F(PastNotices, tell_once_what_is_told_once) {
  happen(MatchAnnounced{}, -days{3});
  happen(OpponentsDecided{}, -days{2});
  happen(MatchRescheduled{}, -days{2});
  happen(MatchRescheduled{}, -days{1});
  happen(MatchFinished{}, hours{2});
  happen(ResultCorrected{}, hours{3});
  happen(MatchFinished{}, hours{4});

  EXPECT_THAT(kinds(), ElementsAre(announced, rescheduled, rescheduled, result))
      << "corrections change a message";
}

TEST_F(PastNotices, leave_out_what_was_over_when_it_was_learned) {
  happen(MatchAnnounced{}, hours{2});
  happen(MatchStarted{}, hours{2});
  happen(MatchFinished{}, hours{2});
  EXPECT_THAT(kinds(), ElementsAre(result));
}

TEST_F(PastNotices, keep_the_rules_of_the_subscription) {
  play();
  subscription.filter.opponent_rank_max = 20;
  EXPECT_THAT(kinds(), IsEmpty());
  subscription.filter.opponent_rank_max = 34;
  EXPECT_THAT(kinds(), ElementsAre(announced, started, map_finished, result));
  subscription.filter.lan_only = true;
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(PastNotices, remind_of_each_match_that_began) {
  play();
  subscription.kinds = {reminder};
  subscription.reminders = {15, 60};

  const auto notices = compute_past_notices(subscription, news);

  EXPECT_THAT(notices, ElementsAre(PastNotice{.kind = reminder, .at = start - minutes{60}, .match = {7}},
                                   PastNotice{.kind = reminder, .at = start - minutes{15}, .match = {7}}));
  news.matches[0].match.time_is_exact = false;
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(PastNotices, remind_of_no_match_that_was_not_played) {
  happen(MatchAnnounced{}, -days{3});
  happen(MatchCancelled{}, -days{1});
  subscription.reminders = {15};
  EXPECT_THAT(kinds(), ElementsAre(announced, called_off));
}

TEST_F(PastNotices, know_rosters_and_rankings) {
  news.others = {{.id = {8}, .at = start, .what = PlayerJoined{}, .team = alpine, .player = {5}},
                 {.id = {9}, .at = start, .what = RankingPublished{}}};

  EXPECT_THAT(kinds(), ElementsAre(roster, ranking));
  EXPECT_EQ(compute_past_notices(subscription, news).at(0).player, PlayerId{5});

  subscription.kinds = usual_kinds;
  EXPECT_THAT(kinds(), ElementsAre(roster));
  subscription.filter.lan_only = true;
  EXPECT_THAT(kinds(), IsEmpty()) << "as the plan's statement: nothing of it is known to be on LAN";
}

}  // namespace
}  // namespace cs2::stats
