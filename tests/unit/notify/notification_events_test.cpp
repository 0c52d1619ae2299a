#include "notify/notification_events.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits/notify.hpp"

namespace cs2::notify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

store::MatchAudience match_seven() {
  store::MatchAudience audience;
  auto& match = audience.details.match;
  match.id = {7};
  match.best_of = 3;
  match.opponents = {Opponent{.team = {1}, .name = "Alpine"}, Opponent{.team = {2}, .name = "Borealis"}};
  audience.members = {{.subject = subject_of(TeamId{1}), .opponent_rank = 5}};
  audience.traits.lan = true;
  return audience;
}

Change change(const What& what) {
  return {.id = {99}, .match = {7}, .at = now, .what = what};
}

std::vector<std::string> names(const What& what, const store::MatchAudience& audience = match_seven()) {
  std::vector<std::string> all;
  for (const auto& one : events_of(change(what), audience)) all.push_back(one.dedup_key);
  return all;
}

TEST(Occasions, of_a_correction_change_what_was_told) {
  const auto events = events_of(change(ResultCorrected{}), match_seven());

  ASSERT_EQ(events.size(), 1u);
  EXPECT_THAT(events[0].edits, ElementsAre("result:7", "live:7"));
  EXPECT_EQ(events[0].kind, NoticeKind::corrected);
  EXPECT_EQ(events[0].expires_at, std::nullopt);
}

TEST(Occasions, know_what_was_told_of_a_double) {
  auto merged = match_seven();
  merged.doubles = {{3}};

  const auto events = events_of(change(MatchFinished{}), merged);

  EXPECT_THAT(events.at(1).former, ElementsAre("result:3"));
  EXPECT_THAT(events.at(1).carriers, ElementsAre("live:3", "live:7"));
  EXPECT_THAT(events.at(2).edits, ElementsAre("result:3", "result:7", "live:3", "live:7"));
  EXPECT_THAT(events.at(2).former, IsEmpty()) << "a correction is news each time";
}

TEST(Occasions, of_a_double_are_those_of_the_match_that_stands) {
  auto merged = match_seven();
  merged.doubles = {{3}};
  auto of_double = change(MatchFinished{});
  of_double.match = {3};

  const auto result = events_of(of_double, merged).at(1);

  EXPECT_EQ(result.dedup_key, "result:7");
  EXPECT_EQ(result.match, MatchId{7});
  EXPECT_THAT(result.former, ElementsAre("result:3"));
}

TEST(Occasions, say_nothing_of_a_match_whose_opponents_nobody_knows) {
  auto undecided = match_seven();
  undecided.details.match.opponents[1] = {.team = {}, .name = "Winner of semifinal 1"};

  EXPECT_THAT(names(MatchAnnounced{}, undecided), IsEmpty());
}

TEST(Occasions, leave_the_only_map_to_the_result) {
  auto best_of_one = match_seven();
  best_of_one.details.match.best_of = 1;

  EXPECT_THAT(names(MapFinished{.number = 1}, best_of_one), ElementsAre("live:7"));
}

TEST(Occasions, know_whom_they_concern_and_how_long_they_are_worth_telling) {
  const auto started = events_of(change(MatchStarted{}), match_seven()).at(1);

  EXPECT_EQ(started.audience, match_seven().members);
  EXPECT_TRUE(started.traits.lan);
  EXPECT_EQ(started.expires_at, now + limits::start_life);
  EXPECT_EQ(events_of(change(MatchFinished{}), match_seven()).at(1).expires_at, now + limits::result_life);
}

TEST(Occasions, put_what_happens_now_before_what_can_wait) {
  const auto urgency = [](const What& what) {
    const auto events = events_of(change(what), match_seven());
    return std::ranges::find_if(events, [](const auto& each) { return each.kind != NoticeKind::live; })
        ->urgency;
  };

  EXPECT_LT(urgency(MatchStarted{}), urgency(MapFinished{}));
  EXPECT_LT(urgency(MatchFinished{}), urgency(MatchRescheduled{}));
  EXPECT_LT(urgency(MatchRescheduled{}), urgency(MatchAnnounced{}));
}

TEST(Occasions, of_a_roster_concern_team_and_player) {
  auto joined = change(PlayerJoined{});
  joined.match = {};
  joined.team = {1};
  joined.player = {5};

  const auto news = events_of_roster(joined).at(0);

  EXPECT_EQ(news.dedup_key, fmt::format("roster:1:{}", unix_milliseconds(now)));
  EXPECT_THAT(news.audience,
              testing::UnorderedElementsAre(
                  AudienceMember{.subject = subject_of(TeamId{1}), .opponent_rank = {}},
                  AudienceMember{.subject = subject_of(PlayerId{5}), .opponent_rank = {}}, AudienceMember{}));
}

TEST(Occasions, of_a_swap_are_one) {
  auto joined = change(PlayerJoined{});
  joined.match = {};
  joined.team = {1};
  joined.player = {5};
  auto left = joined;
  left.id = {100};
  left.player = {6};
  left.what = PlayerLeft{};
  const auto swap = events_of_roster(joined).at(0).dedup_key;

  EXPECT_EQ(events_of_roster(left).at(0).dedup_key, swap);
  left.at += minutes{1};
  EXPECT_NE(events_of_roster(left).at(0).dedup_key, swap) << "another move";
}

TEST(Occasions, of_a_result_expire_by_when_the_match_ended) {
  auto audience = match_seven();
  audience.details.match.ended_at = now - hours{9};

  const auto result = events_of(change(MatchFinished{}), audience).at(1);

  EXPECT_EQ(result.due_at, now);
  EXPECT_EQ(result.expires_at, now - hours{9} + limits::result_life);
}

TEST(Occasions, of_a_ranking_concern_those_who_moved) {
  RankingPage page;
  page.teams = {{.team = {.id = {1}}, .row = {.team = {1}, .position = 1}, .position_before = 2},
                {.team = {.id = {2}}, .row = {.team = {2}, .position = 3}, .position_before = 3}};

  const auto news = events_of_ranking(change(RankingPublished{}), page).at(0);

  EXPECT_THAT(
      news.audience,
      ElementsAre(AudienceMember{.subject = subject_of(TeamId{1}), .opponent_rank = {}}, AudienceMember{}));
}

}  // namespace
}  // namespace cs2::notify
