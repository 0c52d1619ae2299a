#include "ingest/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Match planned = stored_match(1, now + 1h);

std::vector<What> happened(const std::optional<Match>& before, const Match& after) {
  std::vector<What> whats;
  for (const auto& change : compare(before, after, now)) {
    EXPECT_EQ(change.match, after.id);
    EXPECT_EQ(change.at, now);
    whats.push_back(change.what);
  }
  return whats;
}

Match moved_by(milliseconds by) {
  auto match = planned;
  *match.scheduled_at += by;
  return match;
}

TEST(Compare, finds_nothing_between_equal_states) {
  for (const auto& match : {planned, live(planned, {1, 0}), finished(planned, {2, 0})})
    EXPECT_THAT(happened(match, match), IsEmpty());
}

TEST(Compare, announces_a_match_that_is_new_and_ahead) {
  EXPECT_THAT(happened({}, planned), ElementsAre(MatchAnnounced{}));
  EXPECT_THAT(happened({}, live(planned)), ElementsAre(MatchAnnounced{}, MatchStarted{}));
}

TEST(Compare, takes_a_new_result_for_news_only_while_it_is_fresh) {
  EXPECT_THAT(happened({}, finished(stored_match(1, now - 3h), {2, 0})), ElementsAre(MatchFinished{}));
  EXPECT_THAT(happened({}, finished(stored_match(1, now - days{2}), {2, 0})), IsEmpty());
}

TEST(Compare, sees_opponents_decided_when_both_are_known) {
  auto half = planned;
  half.opponents[1] = {};
  auto nobody = half;
  nobody.opponents[0] = {};

  EXPECT_THAT(happened(nobody, half), IsEmpty());
  EXPECT_THAT(happened(half, planned), ElementsAre(OpponentsDecided{}));
}

TEST(Compare, takes_no_hour_from_a_day) {
  const auto on_day = [](Timestamp at) {
    auto match = stored_match(1, at);
    match.time_is_exact = false;
    return match;
  };
  const auto day = std::chrono::floor<days>(now + days{3});
  const auto at_six = stored_match(1, day + 18h);

  EXPECT_THAT(happened(on_day(day), on_day(day + 19h)), IsEmpty()) << "another source's hour of the same day";
  EXPECT_THAT(happened(at_six, on_day(day)), IsEmpty());
  EXPECT_THAT(happened(on_day(day + 12h), at_six),
              ElementsAre(MatchRescheduled{std::nullopt, at_six.scheduled_at}));
  EXPECT_THAT(happened(on_day(day), on_day(day + days{1})),
              ElementsAre(MatchRescheduled{std::nullopt, day + days{1}}));
}

TEST(Compare, takes_an_advantage_for_no_map) {
  auto before = live(planned, {1, 0});
  before.advantage = Score{1, 0};
  auto start = planned;
  start.advantage = Score{1, 0};
  auto after = before;
  after.score = Score{2, 0};

  EXPECT_THAT(happened(start, before), ElementsAre(MatchStarted{}));
  EXPECT_THAT(happened(before, after), ElementsAre(MapFinished{1}));
}

TEST(Compare, takes_a_match_that_nobody_came_to_for_a_result) {
  auto nobody = planned;
  nobody.status = MatchStatus::finished;
  nobody.forfeit = true;

  EXPECT_THAT(happened(planned, nobody), ElementsAre(MatchFinished{}));
}

TEST(Compare, tells_moves_from_small_delays) {
  EXPECT_THAT(happened(planned, moved_by(4min)), IsEmpty());
  EXPECT_THAT(happened(planned, moved_by(5min)),
              ElementsAre(MatchRescheduled{planned.scheduled_at, *planned.scheduled_at + 5min}));
  EXPECT_THAT(happened(planned, moved_by(-1h)),
              ElementsAre(MatchRescheduled{planned.scheduled_at, *planned.scheduled_at - 1h}));
}

TEST(Compare, does_not_call_a_time_that_was_corrected_afterwards_a_move) {
  auto corrected = live(planned);
  *corrected.scheduled_at += 1h;

  EXPECT_THAT(happened(live(planned), corrected), IsEmpty());
}

TEST(Compare, sees_a_first_time_as_a_move_from_nowhere) {
  auto undated = planned;
  undated.scheduled_at = std::nullopt;

  EXPECT_THAT(happened(undated, planned), ElementsAre(MatchRescheduled{std::nullopt, planned.scheduled_at}));
}

TEST(Compare, sees_start_maps_and_end) {
  auto one_map = live(planned, {1, 0});
  one_map.maps = {{.number = 1, .status = MapStatus::finished, .winner = 0},
                  {.number = 2, .status = MapStatus::live}};
  auto over = finished(planned, {2, 0});

  EXPECT_THAT(happened(planned, live(planned)), ElementsAre(MatchStarted{}));
  EXPECT_THAT(happened(live(planned), one_map), ElementsAre(MapFinished{1}));
  EXPECT_THAT(happened(one_map, over), ElementsAre(MapFinished{2}, MatchFinished{}));
}

TEST(Compare, counts_maps_by_the_series_score_where_no_source_lists_them) {
  EXPECT_THAT(happened(live(planned, {1, 0}), live(planned, {1, 1})), ElementsAre(MapFinished{2}));
}

TEST(Compare, tells_only_the_end_of_a_match_that_was_missed) {
  EXPECT_THAT(happened(planned, finished(planned, {2, 1})), ElementsAre(MatchFinished{}));
}

TEST(Compare, announces_no_result_without_winner_and_score) {
  auto scoreless = finished(planned, {2, 0});
  scoreless.score = std::nullopt;
  auto winnerless = finished(planned, {2, 0});
  winnerless.winner = std::nullopt;

  EXPECT_THAT(happened(live(planned), scoreless), IsEmpty());
  EXPECT_THAT(happened(live(planned), winnerless), IsEmpty());
  EXPECT_THAT(happened(scoreless, finished(planned, {2, 0})), ElementsAre(MatchFinished{}));
}

TEST(Compare, announces_forfeits_and_draws) {
  auto forfeit = finished(planned, {2, 0});
  forfeit.score = std::nullopt;
  forfeit.forfeit = true;
  auto draw = finished(planned, {1, 1});
  draw.winner = std::nullopt;
  draw.draw = true;

  EXPECT_THAT(happened(planned, forfeit), ElementsAre(MatchFinished{}));
  EXPECT_THAT(happened(planned, draw), ElementsAre(MatchFinished{}));
}

TEST(Compare, remembers_what_a_corrected_result_was) {
  const auto before = finished(planned, {2, 0});

  EXPECT_THAT(happened(before, finished(planned, {1, 2})), ElementsAre(ResultCorrected{Score{2, 0}, 0}));
  EXPECT_THAT(happened(before, live(planned, {1, 0})), ElementsAre(ResultCorrected{Score{2, 0}, 0}));
}

TEST(Compare, sees_postponements_and_cancellations_once) {
  auto postponed = planned;
  postponed.status = MatchStatus::postponed;
  auto cancelled = planned;
  cancelled.status = MatchStatus::cancelled;

  EXPECT_THAT(happened(planned, postponed), ElementsAre(MatchPostponed{}));
  EXPECT_THAT(happened(postponed, postponed), IsEmpty());
  EXPECT_THAT(happened(postponed, cancelled), ElementsAre(MatchCancelled{}));
  EXPECT_THAT(happened(postponed, moved_by(days{1})),
              ElementsAre(MatchRescheduled{planned.scheduled_at, *planned.scheduled_at + days{1}}));
}

TEST(Compare, takes_the_score_of_a_match_that_ended_long_ago_without_one_for_history) {
  auto before = finished(planned, {2, 0});
  before.scheduled_at = before.started_at = now - days{2};
  before.score.reset();
  auto after = before;
  after.score = Score{2, 0};

  EXPECT_THAT(happened(before, after), IsEmpty());
}

// ---- what a source that is new here brings along

bool is_news_of(const What& what, const std::optional<Match>& before, const Match& after,
                milliseconds read_for) {
  return is_news(Change{.match = after.id, .at = now, .what = what}, before, after,
                 {.since = now - read_for, .now = now});
}

TEST(News, are_no_results_of_before_a_source_was_read) {
  auto over = finished(stored_match(1, now - 3h), {2, 0});
  over.ended_at = now - 1h;
  const auto known = stored_match(1, now - 3h);

  for (const auto& before : {std::optional<Match>{}, std::optional{known}}) {
    EXPECT_FALSE(is_news_of(MatchFinished{}, before, over, 59min));
    EXPECT_TRUE(is_news_of(MatchFinished{}, before, over, 61min)) << "it ended while we were away";
  }
  EXPECT_TRUE(is_news_of(MatchFinished{}, live(known), over, 1min)) << "it was seen live";
  EXPECT_TRUE(is_news_of(ResultCorrected{}, over, over, 0min)) << "what was told is put right";
}

TEST(News, are_no_starts_of_before_a_source_was_read) {
  auto running = live(stored_match(1, now - 3h));
  running.started_at = now - 2h;

  EXPECT_FALSE(is_news_of(MatchStarted{}, planned, running, 1h));
  EXPECT_TRUE(is_news_of(MatchStarted{}, planned, running, 3h));
}

TEST(News, are_not_what_a_source_says_otherwise_when_it_is_first_read) {
  const auto later = moved_by(1h);
  for (const What& what :
       {What{MatchAnnounced{}}, What{OpponentsDecided{}}, What{MatchRescheduled{}}, What{MatchPostponed{}}}) {
    EXPECT_FALSE(is_news_of(what, planned, later, 1min));
    EXPECT_TRUE(is_news_of(what, planned, later, 1h));
  }
}

TEST(News, are_transfers_and_rankings_by_their_day) {
  const auto today = std::chrono::floor<days>(now);
  const auto told = [](const What& what, milliseconds read_for) {
    return is_news(Change{.at = now, .what = what, .team = {1}, .player = {2}},
                   {.since = now - read_for, .now = now});
  };

  EXPECT_FALSE(told(PlayerJoined{.since = today - days{9}}, days{3}));
  EXPECT_TRUE(told(PlayerJoined{.since = today - days{2}}, days{3}));
  EXPECT_FALSE(told(PlayerLeft{.until = today - days{9}}, days{3}));
  EXPECT_FALSE(told(PlayerLeft{.until = today}, 1h))
      << "nobody said when: it is what the first reading found";
  EXPECT_TRUE(told(PlayerLeft{.until = today}, days{3}));
  EXPECT_FALSE(told(RankingPublished{.published = today - days{20}}, days{3}));
  EXPECT_TRUE(told(RankingPublished{.published = today - days{1}}, days{3}));
}

}  // namespace
}  // namespace cs2::ingest
