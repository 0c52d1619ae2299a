#include "discord/rate_limits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/limits/discord.hpp"

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;
using Verdict = RateLimits::Turn::Verdict;

constexpr Route create{"POST /channels/{channel}/messages", 1};
constexpr Route create_elsewhere{"POST /channels/{channel}/messages", 2};
constexpr Route edit{"PATCH /channels/{channel}/messages/{message}", 1};

BucketHeaders headers(int limit, int remaining, milliseconds reset_after, std::string bucket = "abc") {
  return {.bucket = std::move(bucket), .limit = limit, .remaining = remaining, .reset_after = reset_after};
}

class RateLimitsTest : public testing::Test {
 protected:
  RateLimits::Ticket join(Route route = create) { return limits.join(route, now); }
  RateLimits::Turn ask(RateLimits::Ticket ticket) { return limits.turn(ticket, now); }

  // Asks until it may go; the time passes meanwhile.
  void go(RateLimits::Ticket ticket) {
    for (auto turn = ask(ticket); turn.verdict == Verdict::wait; turn = ask(ticket)) now += turn.wait;
  }
  // One request that has taught the bucket.
  void learn(BucketHeaders taught, Route route = create) {
    const auto ticket = join(route);
    go(ticket);
    limits.finish(ticket, taught, now);
    now += 100ms;  // past the global limit's next slot
  }

  Timestamp now{1'000'000ms};
  std::vector<RateLimits::Ticket> woken;
  RateLimits limits{[this](RateLimits::Ticket ticket) { woken.push_back(ticket); }};
};

TEST_F(RateLimitsTest, sends_one_at_a_time_while_the_limit_is_unknown) {
  const auto first = join();
  const auto second = join();
  ASSERT_EQ(ask(first).verdict, Verdict::go);
  now += 1s;
  EXPECT_EQ(ask(second).verdict, Verdict::wait);

  woken.clear();
  limits.finish(first, {}, now);

  EXPECT_EQ(woken, std::vector{second});
  EXPECT_EQ(ask(second).verdict, Verdict::go);
}

TEST_F(RateLimitsTest, sends_as_many_together_as_remain) {
  learn(headers(5, 2, 5s));
  const auto tickets = std::vector{join(), join(), join()};

  go(tickets[0]);
  go(tickets[1]);

  EXPECT_EQ(ask(tickets[2]).verdict, Verdict::wait);
}

TEST_F(RateLimitsTest, waits_for_the_reset_when_nothing_remains) {
  const auto taught_at = now;
  learn(headers(5, 0, 5s));
  const auto ticket = join();

  const auto turn = ask(ticket);
  go(ticket);

  EXPECT_EQ(turn.verdict, Verdict::wait);
  EXPECT_GE(now - taught_at, 5s);
  EXPECT_LT(now - taught_at, 5200ms);
}

TEST_F(RateLimitsTest, has_the_whole_limit_again_after_the_reset) {
  learn(headers(3, 0, 2s));
  now += 3s;
  const auto tickets = std::vector{join(), join(), join(), join()};

  for (int i = 0; i < 3; ++i) go(tickets[static_cast<std::size_t>(i)]);

  EXPECT_LT(now, Timestamp{1'004'500ms});
  EXPECT_EQ(ask(tickets[3]).verdict, Verdict::wait);
}

TEST_F(RateLimitsTest, does_not_believe_answers_that_overtook_each_other) {
  learn(headers(5, 4, 5s));
  const auto first = join();
  const auto second = join();
  go(first);
  go(second);

  limits.finish(second, headers(5, 2, 4800ms), now);
  limits.finish(first, headers(5, 3, 4800ms), now);

  const auto more = std::vector{join(), join(), join()};
  go(more[0]);
  go(more[1]);
  EXPECT_EQ(ask(more[2]).verdict, Verdict::wait);
}

TEST_F(RateLimitsTest, counts_those_under_way_against_a_new_window) {
  learn(headers(2, 0, 1s));
  now += 2s;
  const auto first = join();
  const auto second = join();
  go(first);
  go(second);

  limits.finish(first, headers(2, 1, 1s), now);  // Discord had not seen the second yet

  EXPECT_EQ(ask(join()).verdict, Verdict::wait);
}

TEST_F(RateLimitsTest, keeps_the_order_of_a_channel) {
  learn(headers(5, 1, 5s));
  const auto first = join();
  const auto second = join();

  EXPECT_EQ(ask(second).verdict, Verdict::wait);
  EXPECT_EQ(ask(first).verdict, Verdict::go);
}

TEST_F(RateLimitsTest, divides_a_bucket_by_channel) {
  learn(headers(5, 0, 30s));

  const auto other = join(create_elsewhere);
  go(other);

  EXPECT_LT(now, Timestamp{1'002'000ms});
}

TEST_F(RateLimitsTest, shares_a_bucket_between_routes_of_the_same_name) {
  learn(headers(5, 4, 5s, "shared"));
  learn(headers(5, 0, 5s, "shared"), edit);

  EXPECT_EQ(ask(join()).verdict, Verdict::wait);
}

TEST_F(RateLimitsTest, moves_those_in_line_into_the_bucket_that_turns_out_to_be_theirs) {
  learn(headers(5, 4, 5s, "shared"));
  const auto first = join(edit);
  const auto second = join(edit);
  go(first);

  limits.finish(first, headers(5, 0, 5s, "shared"), now);

  EXPECT_EQ(limits.buckets(), 1U);
  EXPECT_EQ(ask(second).verdict, Verdict::wait);
  go(second);
  limits.finish(second, headers(5, 4, 5s, "shared"), now);
}

TEST_F(RateLimitsTest, puts_a_refused_request_first_in_line_again) {
  const auto first = join();
  const auto second = join();
  go(first);
  const auto refused_at = now;

  limits.refused(first, headers(5, 0, 1s), 3s, now);

  EXPECT_EQ(ask(second).verdict, Verdict::wait);
  EXPECT_EQ(ask(first).verdict, Verdict::wait);
  go(first);
  EXPECT_GE(now - refused_at, 3s);
}

TEST_F(RateLimitsTest, gives_a_long_wait_to_the_caller) {
  const auto first = join();
  go(first);
  limits.refused(first, {}, 20min, now);

  const auto turn = ask(first);

  EXPECT_EQ(turn.verdict, Verdict::give_up);
  EXPECT_GT(turn.wait, 19min);
}

TEST_F(RateLimitsTest, gives_up_after_a_minute_in_line) {
  const auto first = join();
  const auto second = join();
  go(first);
  now += limits::rest_wait_max;

  EXPECT_EQ(ask(second).verdict, Verdict::give_up);
}

TEST_F(RateLimitsTest, wakes_the_next_when_one_leaves) {
  const auto first = join();
  const auto second = join();
  const auto third = join();
  go(first);
  woken.clear();

  limits.leave(second);
  limits.leave(first);

  EXPECT_EQ(woken.back(), third);
  go(third);
  EXPECT_EQ(limits.waiting(), 0U);
}

TEST_F(RateLimitsTest, spreads_all_channels_over_the_global_limit) {
  std::vector<Timestamp> sent;
  std::vector<RateLimits::Ticket> waiting;
  for (std::uint64_t channel = 1; channel <= 500; ++channel) waiting.push_back(join({create.name, channel}));

  while (!waiting.empty()) {
    auto next = 10s + 0ms;
    std::erase_if(waiting, [&](RateLimits::Ticket ticket) {
      const auto turn = ask(ticket);
      if (turn.verdict == Verdict::wait) next = std::min(next, turn.wait);
      if (turn.verdict == Verdict::go) sent.push_back(now);
      return turn.verdict == Verdict::go;
    });
    now += next;
  }

  ASSERT_EQ(sent.size(), 500U);
  for (std::size_t i = 50; i < sent.size(); ++i) EXPECT_GE(sent[i] - sent[i - 50], 1s);
  EXPECT_LT(sent.back() - sent.front(), 10500ms);
}

TEST_F(RateLimitsTest, does_not_send_together_what_has_waited_long) {
  std::vector<RateLimits::Ticket> tickets;
  for (std::uint64_t channel = 1; channel <= 100; ++channel) tickets.push_back(join({create.name, channel}));
  for (const auto ticket : tickets) static_cast<void>(ask(ticket));

  now += 30s;  // the loop was stuck
  const auto went =
      std::ranges::count_if(tickets, [&](auto ticket) { return ask(ticket).verdict == Verdict::go; });

  EXPECT_LE(went, 50);
}

TEST_F(RateLimitsTest, wakes_only_the_first_of_those_that_wait_for_the_global_limit) {
  go(join({create.name, 99}));
  std::vector<RateLimits::Ticket> tickets;
  for (std::uint64_t channel = 1; channel <= 3; ++channel) tickets.push_back(join({create.name, channel}));
  for (const auto ticket : tickets) static_cast<void>(ask(ticket));
  woken.clear();

  limits.leave(tickets[0]);
  now += 1s;

  EXPECT_EQ(woken, std::vector{tickets[1]});
  EXPECT_EQ(ask(tickets[2]).verdict, Verdict::wait);
  EXPECT_EQ(ask(tickets[1]).verdict, Verdict::go);
  EXPECT_EQ(woken.back(), tickets[2]);
}

TEST_F(RateLimitsTest, does_not_keep_a_short_wait_waiting_for_a_bucket) {
  learn(headers(5, 0, 30s));

  const auto hurried = limits.join(create, now, 5s);
  const auto turn = ask(hurried);

  EXPECT_EQ(turn.verdict, Verdict::give_up);
  EXPECT_GT(turn.wait, 29s);
}

TEST_F(RateLimitsTest, lets_the_queue_for_the_global_limit_count_as_no_wait) {
  for (std::uint64_t channel = 1; channel <= 50; ++channel) go(join({create.name, channel}));

  const auto hurried = limits.join({create.name, 99}, now, 0s);

  EXPECT_EQ(ask(hurried).verdict, Verdict::wait);
  go(hurried);
}

TEST_F(RateLimitsTest, gives_up_at_once_behind_another_when_it_may_not_wait) {
  const auto first = join();
  const auto hurried = limits.join(create, now, 0s);

  EXPECT_EQ(ask(hurried).verdict, Verdict::give_up);
  limits.leave(first);
  limits.leave(hurried);
}

TEST_F(RateLimitsTest, draws_slots_for_those_that_wait_and_no_more) {
  limits.draw_slots();
  EXPECT_EQ(limits.slots_wanted(now), 0);
  const auto first = join();
  const auto second = join(create_elsewhere);
  EXPECT_EQ(ask(first).verdict, Verdict::wait);
  EXPECT_EQ(ask(second).verdict, Verdict::wait);
  EXPECT_EQ(limits.slots_wanted(now), 2);
  woken.clear();

  limits.add_slots(now + 30ms, 20ms, 2);

  EXPECT_EQ(limits.slots_wanted(now), 0);
  EXPECT_EQ(woken, std::vector{first});
  EXPECT_EQ(ask(first).wait, 30ms);
  now += 30ms;
  EXPECT_EQ(ask(first).verdict, Verdict::go);
  EXPECT_EQ(ask(second).wait, 20ms);
}

TEST_F(RateLimitsTest, tells_others_of_buckets_that_are_used_up_and_believes_them) {
  learn(headers(5, 4, 5s, "here"));
  learn(headers(5, 0, 5s, "there"), edit);

  const auto told = limits.take_full(now);
  limits.note_full({.bucket = "here", .resource = 1, .wait = 3s}, now);

  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].bucket, "there");
  EXPECT_EQ(told[0].resource, 1U);
  EXPECT_GT(told[0].wait, 4s);
  EXPECT_TRUE(limits.take_full(now).empty());
  EXPECT_GT(ask(join()).wait, 2900ms);
}

TEST_F(RateLimitsTest, pauses_everything_for_a_global_limit) {
  limits.pause_all(now + 7s);
  const auto begun = now;
  const auto ticket = join(create_elsewhere);

  EXPECT_EQ(ask(ticket).verdict, Verdict::wait);
  go(ticket);

  EXPECT_GE(now - begun, 7s);
}

TEST_F(RateLimitsTest, forgets_channels_that_have_been_quiet) {
  for (std::uint64_t channel = 1; channel <= 100; ++channel) learn(headers(5, 4, 1s), {create.name, channel});
  EXPECT_EQ(limits.buckets(), 100U);

  now += limits::rest_bucket_idle_max + 1min;
  learn(headers(5, 4, 1s));

  EXPECT_EQ(limits.buckets(), 1U);
}

TEST(BucketHeaders, are_read_in_any_case_and_may_be_missing) {
  const auto parsed = parse_bucket_headers({{"x-ratelimit-bucket", "abcd"},
                                            {"X-RateLimit-Limit", "5"},
                                            {"x-ratelimit-remaining", "4"},
                                            {"X-Ratelimit-Reset-After", "0.2501"}});

  EXPECT_EQ(parsed.bucket, "abcd");
  EXPECT_EQ(parsed.limit, 5);
  EXPECT_EQ(parsed.remaining, 4);
  EXPECT_EQ(parsed.reset_after, 251ms);
  EXPECT_EQ(parse_bucket_headers({}).limit, std::nullopt);
  EXPECT_EQ(parse_bucket_headers({{"X-RateLimit-Reset-After", "soon"}}).reset_after, std::nullopt);
}

}  // namespace
}  // namespace cs2::discord
