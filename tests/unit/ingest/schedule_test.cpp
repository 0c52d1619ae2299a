#include "ingest/schedule.hpp"

#include <gtest/gtest.h>

#include <map>

#include "provider/liquipedia/client.hpp"
#include "provider/pandascore/client.hpp"
#include "support/fake_http.hpp"
#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

const provider::Feed feed{.name = "f", .every_live = 30s, .every_idle = 2min, .every_night = 5min};
constexpr provider::Budget::Rules ample{};

TEST(PollingRate, follows_the_agenda) {
  EXPECT_EQ(tempo_of({.any_live = true, .next_start = {}}, now), PollingRate::live);
  EXPECT_EQ(tempo_of({.next_start = now + 9min}, now), PollingRate::live);
  EXPECT_EQ(tempo_of({.next_start = now - 1h}, now), PollingRate::live);  // late
  EXPECT_EQ(tempo_of({.next_start = now + 1h}, now), PollingRate::idle);
  EXPECT_EQ(tempo_of({.next_start = now + 4h}, now), PollingRate::night);
  EXPECT_EQ(tempo_of({.next_start = now - 4h}, now), PollingRate::night);  // forgotten
  EXPECT_EQ(tempo_of({}, now), PollingRate::night);
}

TEST(NextReading, is_now_for_a_feed_that_was_never_read) {
  const provider::Budget budget{ample, now};

  EXPECT_EQ(next_reading(feed, {}, budget, PollingRate::idle, now), now);
}

TEST(NextReading, keeps_the_interval_of_the_tempo) {
  const provider::Budget budget{ample, now};
  const Readings readings{.tried_at = now - 10s, .paused_until = {}};

  EXPECT_EQ(next_reading(feed, readings, budget, PollingRate::live, now), now + 20s);
  EXPECT_EQ(next_reading(feed, readings, budget, PollingRate::idle, now), now + 110s);
  EXPECT_EQ(next_reading(feed, readings, budget, PollingRate::night, now), now + 290s);
}

TEST(NextReading, looks_every_minute_for_things_to_ask_about_by_name) {
  const provider::Budget budget{ample, now};
  auto by_name = feed;
  by_name.about = EntityKind::team;
  by_name.every_live = by_name.every_idle = by_name.every_night = 24h;

  EXPECT_EQ(
      next_reading(by_name, {.tried_at = now - 10s, .paused_until = {}}, budget, PollingRate::night, now),
      now + 50s);
  EXPECT_EQ(next_reading(by_name, {.tried_at = now - 10s, .paused_until = {}, .is_unfinished = true}, budget,
                         PollingRate::night, now),
            now);
  EXPECT_EQ(interval(by_name, PollingRate::night), 24h);
}

TEST(NextReading, waits_for_the_pause_and_for_the_budget) {
  provider::Budget budget{{.gap = 1s, .heavy_gap = 31s}, now};
  auto heavy = feed;
  heavy.cost = provider::Cost::heavy;

  EXPECT_EQ(next_reading(feed, {.tried_at = {}, .paused_until = now + 10min}, budget, PollingRate::live, now),
            now + 10min);
  EXPECT_EQ(next_reading(heavy, {}, budget, PollingRate::live, now), now + 31s);
}

// A day at the highest tempo, every feed answered with as many pages as there may be. `heavy` are those of
// `sent` that cost more.
int requests_of_a_day(provider::Provider& provider, ManualClock& clock, int pages,
                      std::vector<Timestamp>& sent, std::vector<Timestamp>& heavy) {
  std::map<std::string, Readings> readings;
  for (const auto end = clock.now() + days{1}; clock.now() < end;) {
    auto next = end;
    for (const auto& each : provider.feeds()) {
      auto& state = readings[each.name];
      const auto due = next_reading(each, state, provider.budget(), PollingRate::live, clock.now());
      next = std::min(next, due);
      if (due > clock.now()) continue;
      state.tried_at = clock.now();
      for (int page = 0; page < pages; ++page) {
        provider.budget().spend(clock.now(), 1, each.cost);
        sent.push_back(clock.now());
        if (each.cost == provider::Cost::heavy) heavy.push_back(clock.now());
      }
    }
    clock.set(std::max(next, clock.now() + 1s));
  }
  return static_cast<int>(sent.size());
}

TEST(Schedule, stays_below_pandascores_thousand_an_hour_over_the_busiest_day) {
  ManualClock clock{now};
  Metrics metrics;
  test::FakeHttp http;
  provider::Pandascore pandascore{"t", "https://x", http, clock, metrics};
  std::vector<Timestamp> sent;

  std::vector<Timestamp> heavy;

  const int requests = requests_of_a_day(pandascore, clock, 10, sent, heavy);

  EXPECT_GT(requests, 10'000);
  for (std::size_t i = 1'000; i < sent.size(); ++i) ASSERT_GT(sent[i] - sent[i - 1'000], 1h);
}

TEST(Schedule, leaves_liquipedias_parser_half_a_minute_and_its_wiki_two_seconds_at_least) {
  ManualClock clock{now};
  Metrics metrics;
  test::FakeHttp http;
  provider::Liquipedia liquipedia{"https://x", "", http, clock, metrics};
  std::vector<Timestamp> sent;

  std::vector<Timestamp> parsed;

  const int requests = requests_of_a_day(liquipedia, clock, 1, sent, parsed);

  EXPECT_GT(requests, 700);
  for (std::size_t i = 1; i < sent.size(); ++i) ASSERT_GE(sent[i] - sent[i - 1], 2s);
  for (std::size_t i = 1; i < parsed.size(); ++i) ASSERT_GE(parsed[i] - parsed[i - 1], 30s);
}

}  // namespace
}  // namespace cs2::ingest
