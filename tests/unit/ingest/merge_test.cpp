#include "ingest/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;

const Match planned = stored_match(1, now - 1h);

SourceRecord pandascore(Match facts, Timestamp at = now) {
  return {.provider = ProviderName::pandascore, .external_id = "1", .at = at, .facts = std::move(facts)};
}

SourceRecord liquipedia(Match facts, Timestamp at = now) {
  return {.provider = ProviderName::liquipedia, .external_id = "lpw:1", .at = at, .facts = std::move(facts)};
}

Match merged(std::vector<SourceRecord> records) {
  return merge(std::move(records), now + 1h).match;
}

TEST(Merge, leaves_a_single_word_as_it_is) {
  auto expected = live(planned, {1, 0});
  expected.id = {};
  expected.revision = 0;

  EXPECT_EQ(merged({pandascore(live(planned, {1, 0}))}), expected);
}

TEST(Merge, does_not_depend_on_the_order_of_words) {
  auto other = live(planned, {1, 1});
  other.streams = {{.url = "https://s/2"}, {.url = "https://s/1", .official = true}};
  auto first = live(planned, {1, 0});
  first.streams = {{.url = "https://s/1"}, {.url = "https://s/3", .main = true}};
  std::vector<SourceRecord> records{pandascore(first), liquipedia(other, now - 1min),
                                    liquipedia(planned, now - 2h)};
  records[2].external_id = "lpw:0";
  const auto expected = merged(records);

  std::ranges::sort(records, {}, &SourceRecord::external_id);
  do {
    EXPECT_EQ(merged(records), expected);
  } while (std::ranges::next_permutation(records, {}, &SourceRecord::external_id).found);
}

TEST(Merge, trusts_pandascore_on_the_plan) {
  auto other = planned;
  other.scheduled_at = now + 20min;

  EXPECT_EQ(merged({liquipedia(other), pandascore(planned)}).scheduled_at, planned.scheduled_at);
}

TEST(Merge, lets_another_source_plan_when_the_trusted_one_was_silent_for_hours) {
  auto other = planned;
  other.scheduled_at = now + 20min;

  EXPECT_EQ(merged({liquipedia(other), pandascore(planned, now - 7h)}).scheduled_at, other.scheduled_at);
}

TEST(Merge, prefers_an_exact_time_to_a_day) {
  auto day = planned;
  day.time_is_exact = false;
  auto exact = planned;
  exact.scheduled_at = now;

  EXPECT_EQ(merged({pandascore(day), liquipedia(exact)}).scheduled_at, now);
}

TEST(Merge, lets_a_delayed_match_wait_although_its_time_has_come) {
  EXPECT_EQ(merged({pandascore(planned), liquipedia(live(planned))}).status, MatchStatus::scheduled);
}

TEST(Merge, does_not_listen_to_an_old_word_about_what_happens_now) {
  EXPECT_EQ(merged({pandascore(planned, now - 30min), liquipedia(live(planned))}).status, MatchStatus::live);
}

TEST(Merge, ends_a_match_as_soon_as_one_source_knows_the_result) {
  const auto match =
      merged({pandascore(live(planned, {1, 0}), now), liquipedia(finished(planned, {2, 0}), now - 2min)});

  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.winner, 0);
}

TEST(Merge, takes_a_result_back_when_the_trusted_source_keeps_saying_otherwise) {
  const auto match =
      merged({pandascore(live(planned, {1, 0}), now), liquipedia(finished(planned, {2, 0}), now - 11min)});

  EXPECT_EQ(match.status, MatchStatus::live);
  EXPECT_EQ(match.winner, std::nullopt);
}

TEST(Merge, keeps_a_result_although_a_less_trusted_source_is_fresher) {
  const auto match =
      merged({pandascore(finished(planned, {2, 0}), now - 6h), liquipedia(live(planned, {1, 1}), now)});

  EXPECT_EQ(match.status, MatchStatus::finished);
  EXPECT_EQ(match.score, (Score{2, 0}));
}

TEST(Merge, says_when_sources_differ_on_a_result) {
  const auto differ =
      merge({pandascore(finished(planned, {2, 1})), liquipedia(finished(planned, {1, 2}))}, now);
  const auto agree =
      merge({pandascore(finished(planned, {2, 1})), liquipedia(finished(planned, {2, 1}))}, now);

  ASSERT_EQ(differ.disagreements.size(), 2U);
  EXPECT_EQ(differ.disagreements[0].fact, "winner");
  EXPECT_EQ(differ.disagreements[0].detail, "pandascore: first, liquipedia: second");
  EXPECT_EQ(differ.disagreements[1].detail, "pandascore: 2:1, liquipedia: 1:2");
  EXPECT_EQ(differ.match.winner, 0);
  EXPECT_TRUE(agree.disagreements.empty());
}

TEST(Merge, says_when_sources_differ_on_the_start_by_more_than_a_delay) {
  auto late = planned;
  late.scheduled_at = *planned.scheduled_at + 3h;
  auto delayed = planned;
  delayed.scheduled_at = *planned.scheduled_at + 30min;

  const auto differ = merge({pandascore(planned), liquipedia(late)}, now);

  ASSERT_EQ(differ.disagreements.size(), 1U);
  EXPECT_EQ(differ.disagreements[0].fact, "start");
  EXPECT_TRUE(merge({pandascore(planned), liquipedia(delayed)}, now).disagreements.empty());
}

TEST(Merge, ranks_a_winner_without_a_score_below_a_score) {
  auto scoreless = finished(planned, {2, 0});
  scoreless.score = std::nullopt;

  EXPECT_EQ(merged({pandascore(scoreless), liquipedia(finished(planned, {2, 1}))}).score, (Score{2, 1}));
  EXPECT_EQ(merged({pandascore(scoreless), liquipedia(finished(planned, {0, 2}))}).winner, 1);
  EXPECT_EQ(merged({pandascore(scoreless)}).winner, 0);
}

TEST(Merge, believes_the_live_score_with_more_maps_decided) {
  EXPECT_EQ(merged({pandascore(live(planned, {1, 0})), liquipedia(live(planned, {1, 1}))}).score,
            (Score{1, 1}));
  EXPECT_EQ(merged({pandascore(live(planned, {1, 1})), liquipedia(live(planned, {1, 0}))}).score,
            (Score{1, 1}));
}

TEST(Merge, keeps_a_cancellation) {
  auto cancelled = planned;
  cancelled.status = MatchStatus::cancelled;

  EXPECT_EQ(merged({pandascore(cancelled, now - 3h), liquipedia(planned)}).status, MatchStatus::cancelled);
}

TEST(Merge, unites_what_several_sources_know_of_a_map) {
  auto names = finished(planned, {1, 0});
  names.best_of = 1;
  names.maps = {{.number = 1, .status = MapStatus::finished, .winner = 0, .duration = seconds{2700}}};
  auto rounds = names;
  rounds.maps = {{.number = 1,
                  .name = "Nuke",
                  .status = MapStatus::finished,
                  .score = Score{13, 9},
                  .winner = 0,
                  .halves = {{.rounds = {8, 4}}, {.rounds = {5, 5}}}}};

  const auto maps = merged({pandascore(names), liquipedia(rounds)}).maps;

  ASSERT_THAT(maps, SizeIs(1));
  EXPECT_EQ(maps[0].name, "Nuke");
  EXPECT_EQ(maps[0].score, (Score{13, 9}));
  EXPECT_EQ(maps[0].duration, seconds{2700});
  EXPECT_THAT(maps[0].halves, SizeIs(2));
}

TEST(Merge, drops_maps_that_were_not_played_in_the_end) {
  auto before = live(planned, {1, 0});
  for (const int number : {1, 2, 3}) before.maps.push_back({.number = number});

  EXPECT_THAT(merged({pandascore(before, now - 1h), liquipedia(finished(planned, {2, 0}))}).maps, SizeIs(0));
}

TEST(Merge, lets_the_leading_source_stand_alone_where_the_union_breaks_a_rule) {
  auto one_map = finished(planned, {2, 0});
  auto too_many = one_map;
  for (const int number : {1, 2, 3})
    too_many.maps.push_back({.number = number, .status = MapStatus::finished, .winner = 0});

  const auto match = merged({pandascore(one_map), liquipedia(too_many)});

  EXPECT_EQ(match.score, (Score{2, 0}));
  EXPECT_THAT(match.maps, SizeIs(0));
}

TEST(Merge, fills_an_undecided_side_from_whoever_knows) {
  auto half = planned;
  half.opponents[1] = {.team = {}, .name = "Winner of semifinal 1"};

  const auto match = merged({pandascore(half), liquipedia(planned)});

  EXPECT_EQ(match.opponents[1].team, breakers.id);
  EXPECT_EQ(match.opponents[0].name, "Alpine");
}

TEST(Merge, lists_every_stream_and_link_once_main_ones_first) {
  auto first = planned;
  first.streams = {{.url = "https://s/1"}};
  first.links = {{"vod", "https://v/1"}};
  auto second = planned;
  second.streams = {{.url = "https://s/2", .main = true}, {.url = "https://s/1"}};
  second.links = {{"hltv", "https://h/1"}, {"vod", "https://v/1"}};

  const auto match = merged({pandascore(first), liquipedia(second)});

  EXPECT_THAT(match.streams,
              ElementsAre(Stream{.url = "https://s/2", .main = true}, Stream{.url = "https://s/1"}));
  EXPECT_THAT(match.links, ElementsAre(Link{"vod", "https://v/1"}, Link{"hltv", "https://h/1"}));
}

// An archive that was loaded, under the name that stands before its ids.
SourceRecord archive(const std::string& id, Match facts, Timestamp at = now) {
  return {.provider = ProviderName::imported, .external_id = id, .at = at, .facts = std::move(facts)};
}

TEST(Merge, lets_every_archive_speak) {
  auto winner_only = finished(planned, {2, 1});
  winner_only.score.reset();

  const auto match = merged({archive("a:1", winner_only), archive("b:1", finished(planned, {2, 1}), now - 1h),
                             archive("a:2", planned, now - 2h)});

  EXPECT_EQ(match.winner, 0);
  EXPECT_EQ(match.score, (Score{2, 1}));
}

TEST(Merge, does_not_let_an_archive_that_was_read_today_outdo_the_old_words_of_a_source) {
  auto others_time = finished(planned, {2, 1});
  *others_time.scheduled_at += 40min;

  const auto match =
      merged({pandascore(finished(planned, {2, 1}), now - days{90}), archive("a:1", others_time)});

  EXPECT_EQ(match.scheduled_at, planned.scheduled_at);
}

}  // namespace
}  // namespace cs2::ingest
