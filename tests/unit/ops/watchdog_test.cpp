#include "ops/watchdog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/log.hpp"

namespace cs2::ops {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

class WatchdogTest : public testing::Test {
 protected:
  WatchdogTest() {
    log::configure(log::Format::text, log::Level::info);
    testing::internal::CaptureStderr();
  }
  ~WatchdogTest() override { (void)testing::internal::GetCapturedStderr(); }

  // What was logged since the last call.
  static std::string told() {
    auto text = testing::internal::GetCapturedStderr();
    testing::internal::CaptureStderr();
    return text;
  }

  std::vector<Watched> live_matches(int count, Timestamp news_at) const {
    return std::vector<Watched>(static_cast<std::size_t>(count),
                                {.concern = "live matches", .urgency = Urgency::urgent, .news_at = news_at});
  }

  double without_news(std::string_view concern, std::string_view urgency) const {
    return metrics_.value("cs2results_without_news", {{"concern", concern}, {"urgency", urgency}});
  }

  ManualClock clock_{parse_iso8601("2026-07-12T18:00:00Z").value()};
  Metrics metrics_;
  Watchdog watchdog_{metrics_};
};

TEST_F(WatchdogTest, says_once_that_ten_live_matches_have_no_news_and_once_that_they_have) {
  const auto news_at = clock_.now();
  for (int tick = 0; tick < 40; ++tick, clock_.advance(15s))
    watchdog_.step(live_matches(10, news_at), clock_.now());
  const auto failure = told();
  watchdog_.step(live_matches(10, clock_.now()), clock_.now());
  const auto recovery = told();

  EXPECT_EQ(std::ranges::count(failure, '\n'), 1) << failure;
  EXPECT_THAT(failure, HasSubstr("no updates"));
  EXPECT_THAT(failure, HasSubstr("without_news=10"));
  EXPECT_EQ(std::ranges::count(recovery, '\n'), 1) << recovery;
  EXPECT_THAT(recovery, HasSubstr("updates are back"));
  EXPECT_EQ(without_news("live matches", "urgent"), 0);
}

TEST_F(WatchdogTest, waits_three_minutes_for_a_live_match) {
  const auto news_at = clock_.now();
  watchdog_.step(live_matches(1, news_at), clock_.now());

  clock_.advance(3min);
  watchdog_.step(live_matches(1, news_at), clock_.now());
  EXPECT_EQ(without_news("live matches", "urgent"), 0);

  clock_.advance(1s);
  watchdog_.step(live_matches(1, news_at), clock_.now());
  EXPECT_EQ(without_news("live matches", "urgent"), 1);
  EXPECT_EQ(
      metrics_.value("cs2results_news_age_seconds", {{"concern", "live matches"}, {"urgency", "urgent"}}),
      181);
}

TEST_F(WatchdogTest, has_more_patience_for_lists_and_days_of_it_for_rankings) {
  const auto news_at = clock_.now();
  const std::vector<Watched> watched{
      {.concern = "a lists", .urgency = Urgency::soon, .news_at = news_at, .every = 10min},
      {.concern = "b depth", .urgency = Urgency::eventually, .news_at = news_at, .every = 6h}};
  watchdog_.step(watched, clock_.now());

  clock_.advance(39min);
  watchdog_.step(watched, clock_.now());
  EXPECT_THAT(told(), IsEmpty());

  clock_.advance(2min);
  watchdog_.step(watched, clock_.now());
  EXPECT_EQ(without_news("a lists", "soon"), 1);
  EXPECT_EQ(without_news("b depth", "eventually"), 0);

  clock_.advance(days{3} + 6h);
  watchdog_.step(watched, clock_.now());
  EXPECT_EQ(without_news("b depth", "eventually"), 1);
  EXPECT_THAT(told(), HasSubstr("b depth"));
}

TEST_F(WatchdogTest, does_not_count_what_went_before_the_watch_began) {
  const auto news_at = clock_.now() - days{30};

  watchdog_.step(live_matches(2, news_at), clock_.now());
  clock_.advance(2min);
  watchdog_.step(live_matches(2, news_at), clock_.now());
  EXPECT_EQ(without_news("live matches", "urgent"), 0);

  watchdog_.forget();
  clock_.advance(2min);
  watchdog_.step(live_matches(2, news_at), clock_.now());
  EXPECT_EQ(without_news("live matches", "urgent"), 0);
}

TEST_F(WatchdogTest, is_done_with_a_concern_of_which_nothing_is_left) {
  const auto news_at = clock_.now();
  watchdog_.step(live_matches(1, news_at), clock_.now());
  clock_.advance(5min);
  watchdog_.step(live_matches(1, news_at), clock_.now());
  told();

  watchdog_.step({}, clock_.now());
  watchdog_.step({}, clock_.now());

  const auto text = told();
  EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
  EXPECT_EQ(without_news("live matches", "urgent"), 0);
}

TEST_F(WatchdogTest, counts_what_never_had_news_from_the_beginning_of_the_watch) {
  const std::vector<Watched> watched{{.concern = "a lists", .urgency = Urgency::soon}};

  watchdog_.step(watched, clock_.now());
  clock_.advance(31min);
  watchdog_.step(watched, clock_.now());

  EXPECT_EQ(without_news("a lists", "soon"), 1);
}

}  // namespace
}  // namespace cs2::ops
