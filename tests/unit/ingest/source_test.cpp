#include "ingest/source.hpp"

#include <gtest/gtest.h>

#include "integration/ingest/fake_provider.hpp"
#include "unit/ingest/facts.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

Result<provider::Fetched> nothing() {
  return provider::Fetched{};
}

provider::Feed by_name(std::string name, int subjects_max) {
  auto feed = feed_every(std::move(name), 1h);
  feed.about = EntityKind::team;
  feed.subjects_max = subjects_max;
  return feed;
}

// Feeds in the order of their urgency.
Source source_of(const std::vector<provider::Feed>& feeds, provider::Budget::Rules rules = {}) {
  const ManualClock clock{now - days{1}};
  auto provider = std::make_unique<FakeProvider>(clock, rules);
  for (const auto& feed : feeds) provider->feed(feed, nothing);
  return Source{std::move(provider)};
}

std::string next_feed(Source& source, Timestamp at) {
  const auto turn = source.next(PollingRate::live, at);
  return turn.feed ? turn.feed->name : "";
}

TEST(Source, takes_what_stands_in_the_future_for_now) {
  const auto list = feed_every("list", 30s);
  for (const milliseconds ahead : {milliseconds{1h}, milliseconds{days{365}}}) {
    auto source = source_of({list}, {.requests_max = 100, .window = 1h, .gap = 1s, .heavy_gap = 31s});
    source.remember({{.provider = ProviderName::sample,
                      .feed = "list",
                      .succeeded_at = now + ahead,
                      .tried_at = now + ahead,
                      .last_error = ""}});
    source.provider().budget().spend(now + ahead);

    EXPECT_EQ(source.next(PollingRate::live, now).at, now + 30s);
    EXPECT_EQ(next_feed(source, now + 30s), "list");
    EXPECT_EQ(source.states().at("list").succeeded_at, now);
  }
}

TEST(Source, begins_the_pause_after_a_failure_anew_when_the_clock_was_ahead) {
  const auto list = feed_every("list", 30s);
  auto source = source_of({list});
  source.tried(list, 0, now + days{365});
  source.failed("list", {.kind = ErrorKind::forbidden, .detail = ""}, now + days{365});

  const auto at = source.next(PollingRate::live, now).at;

  EXPECT_GT(at, now);
  EXPECT_LE(at, now + 2h);
}

TEST(Source, reads_the_most_urgent_of_those_that_are_due) {
  auto source = source_of({feed_every("first", 30s), feed_every("second", 30s)});

  EXPECT_EQ(next_feed(source, now), "first");
  source.tried(feed_every("first", 30s), 0, now);
  EXPECT_EQ(next_feed(source, now), "second");
  source.tried(feed_every("second", 30s), 0, now);
  EXPECT_EQ(next_feed(source, now), "");
  EXPECT_EQ(source.next(PollingRate::live, now).at, now + 30s);
}

TEST(Source, lets_nothing_delay_a_list_that_falls_due_within_the_gap) {
  const auto list = feed_every("list", 140s);
  auto source = source_of({list, by_name("depth", 5)}, {.gap = 65s, .heavy_gap = 65s});
  source.tried(list, 0, now - 70s);

  EXPECT_EQ(next_feed(source, now), "depth");
  EXPECT_EQ(next_feed(source, now + 10s), "");
  EXPECT_EQ(source.next(PollingRate::live, now + 10s).at, now + 70s);
  EXPECT_EQ(next_feed(source, now + 70s), "list");
}

TEST(Source, asks_by_name_again_at_once_while_more_want_to_be_asked_about) {
  const auto depth = by_name("depth", 5);
  auto source = source_of({depth});

  source.tried(depth, 5, now);
  EXPECT_EQ(next_feed(source, now + 1s), "depth");
  source.tried(depth, 4, now + 1s);
  EXPECT_EQ(next_feed(source, now + 2s), "");
}

TEST(Source, lets_nothing_wait_for_a_list_that_has_to_wait_itself) {
  auto urgent = feed_every("urgent", 140s);
  auto seldom = feed_every("seldom", 6h);
  urgent.cost = seldom.cost = provider::Cost::heavy;
  auto source = source_of({urgent, seldom, by_name("depth", 5)}, {.gap = 1s, .heavy_gap = 65s});
  source.tried(urgent, 0, now - 80s);

  EXPECT_EQ(next_feed(source, now), "depth");  // the seldom one would delay the urgent one
}

TEST(Source, remembers_what_was_tried_before_a_restart) {
  auto source = source_of({feed_every("list", 30s)});

  source.remember({{.provider = ProviderName::sample, .feed = "list", .tried_at = now - 10s},
                   {.provider = ProviderName::sample, .feed = "of an older version"},
                   {.provider = ProviderName::valve, .feed = "list"}});

  EXPECT_EQ(next_feed(source, now), "");
  EXPECT_EQ(source.next(PollingRate::live, now).at, now + 20s);
}

TEST(Source, counts_failures_until_it_succeeds) {
  auto source = source_of({feed_every("list", 30s)});
  const Error error{.kind = ErrorKind::unavailable, .detail = "status 500"};

  EXPECT_TRUE(source.failed("list", error, now));
  EXPECT_FALSE(source.failed("list", error, now));
  EXPECT_EQ(source.states().at("list").failures, 2);
  EXPECT_EQ(source.states().at("list").last_error, "unavailable: status 500");
  EXPECT_GT(source.next(PollingRate::live, now).at, now);

  EXPECT_TRUE(source.succeeded("list", now));
  EXPECT_EQ(source.states().at("list").failures, 0);
  EXPECT_EQ(source.states().at("list").succeeded_at, now);
}

TEST(Judged, takes_an_empty_answer_for_a_failure_where_matches_were_expected) {
  auto feed = feed_every("list", 30s);
  EXPECT_TRUE(judged(feed, nothing()));

  feed.may_be_empty = false;

  EXPECT_TRUE(judged(feed, nothing())) << "nobody was asked";
  EXPECT_EQ(judged(feed, provider::Fetched{.requests = 1}).error().kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::ingest
