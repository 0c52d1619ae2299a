#include "provider/budget.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};
constexpr Budget::Rules two_gaps{.gap = 2500ms, .heavy_gap = 31s};
constexpr Budget::Rules ten_an_hour{.requests_max = 10, .window = 1h};

TEST(Budget, counts_every_gap_as_just_used_when_it_is_new) {
  const Budget budget{two_gaps, start};

  EXPECT_EQ(budget.next(start), start + 2500ms);
  EXPECT_EQ(budget.next(start, Cost::heavy), start + 31s);
}

TEST(Budget, keeps_a_gap_between_any_two_requests_and_a_longer_one_between_heavy_ones) {
  Budget budget{two_gaps, start};
  const auto later = start + 1min;

  budget.spend(later, 1, Cost::heavy);

  EXPECT_EQ(budget.next(later), later + 2500ms);
  EXPECT_EQ(budget.next(later, Cost::heavy), later + 31s);
}

TEST(Budget, counts_gaps_from_the_answer) {
  Budget budget{two_gaps, start};
  const auto later = start + 1min;
  budget.spend(later, 1, Cost::heavy);

  budget.answered(later + 4s, Cost::heavy);

  EXPECT_EQ(budget.next(later + 4s), later + 4s + 2500ms);
  EXPECT_EQ(budget.next(later + 5s, Cost::heavy), later + 4s + 31s);
}

TEST(Budget, allows_no_more_requests_than_its_window_has) {
  Budget budget{ten_an_hour, start};

  budget.spend(start, 9);
  EXPECT_EQ(budget.next(start), start);
  budget.spend(start);

  EXPECT_GE(budget.next(start), start + 1h);
  EXPECT_LE(budget.next(start), start + 1h + 1min);
  EXPECT_EQ(budget.next(start + 1h + 1min), start + 1h + 1min);
}

TEST(Budget, never_passes_its_limit_in_any_window) {
  Budget budget{ten_an_hour, start};
  std::vector<Timestamp> sent;

  for (auto now = start; sent.size() < 100; now = std::max(now + 1s, budget.next(now))) {
    if (budget.next(now) > now) continue;
    budget.spend(now);
    sent.push_back(now);
  }

  for (std::size_t i = 10; i < sent.size(); ++i) EXPECT_GT(sent[i] - sent[i - 10], 1h);
}

TEST(Budget, believes_the_source_when_it_says_that_less_remains) {
  Budget budget{ten_an_hour, start};

  budget.learn_remaining(start, 1);
  EXPECT_EQ(budget.next(start), start);
  budget.spend(start);

  EXPECT_GT(budget.next(start), start + 59min);
}

TEST(Budget, learns_nothing_from_a_source_that_allows_more) {
  Budget budget{ten_an_hour, start};
  budget.spend(start, 10);

  budget.learn_remaining(start, 900);

  EXPECT_GT(budget.next(start), start);
}

TEST(Budget, doubles_the_pause_with_every_refusal_up_to_its_bound) {
  Budget budget{two_gaps, start};
  std::vector<milliseconds> pauses;

  auto now = start;
  for (int i = 0; i < 7; ++i) {
    budget.refused(now, std::nullopt);
    pauses.push_back(budget.blocked_until() - now);
    now = budget.blocked_until();
  }

  EXPECT_EQ(pauses, (std::vector<milliseconds>{20min, 40min, 80min, 160min, 320min, 6h, 6h}));
}

TEST(Budget, honours_a_wish_to_be_left_alone_within_bounds) {
  for (const auto& [asked, given] :
       {std::pair{milliseconds{0}, milliseconds{1min}}, {5min, 5min}, {48h, 60min}}) {
    Budget budget{two_gaps, start};

    budget.refused(start, asked);

    EXPECT_EQ(budget.blocked_until(), start + given);
  }
}

TEST(Budget, starts_over_with_short_pauses_after_an_answer) {
  Budget budget{two_gaps, start};
  budget.refused(start, std::nullopt);
  budget.accepted();

  budget.refused(start + 1h, std::nullopt);

  EXPECT_EQ(budget.blocked_until(), start + 1h + 20min);
}

TEST(Budget, survives_a_restart) {
  Budget budget{{.requests_max = 10, .window = 1h, .gap = 1s, .heavy_gap = 31s}, start};
  budget.spend(start, 9, Cost::heavy);
  budget.spend(start + 2min);
  budget.refused(start + 2min, std::nullopt);

  Budget restored{{.requests_max = 10, .window = 1h, .gap = 1s, .heavy_gap = 31s}, start + 3min};
  restored.restore(budget.save());

  EXPECT_EQ(restored.save(), budget.save());
  for (const auto at : {start + 3min, start + 30min, start + 2h})
    EXPECT_EQ(restored.next(at, Cost::heavy), budget.next(at, Cost::heavy));
}

TEST(Budget, stays_cautious_when_the_saved_text_is_unreadable) {
  for (const auto* saved :
       {"", "1", "2 0 0 0 0", "1 a b c d", "1 0 0 0 0 5", "1 0 0 0 0 5:x", "1 0 0 0 0 5:-1"}) {
    Budget budget{two_gaps, start};

    budget.restore(saved);

    EXPECT_EQ(budget.next(start, Cost::heavy), start + 31s) << saved;
  }
}

TEST(Budget, is_not_silenced_by_a_clock_that_was_set_back) {
  Budget budget{two_gaps, start};
  budget.spend(start + days{400}, 1, Cost::heavy);
  budget.block(start + days{400});
  budget.deny("games", start + days{400});

  budget.forget_future(start);

  EXPECT_EQ(budget.next(start + 6h, Cost::heavy), start + 6h);
  EXPECT_FALSE(budget.is_denied("games", start + days{8}));
  EXPECT_LE(budget.next(start, Cost::heavy), start + 6h);
}

TEST(Budget, counts_what_was_spent_in_the_future_as_spent_now) {
  Budget budget{{.requests_max = 3, .window = 1h}, start};
  budget.spend(start + 10min);
  budget.spend(start + 20min, 2);

  budget.forget_future(start);

  EXPECT_FALSE(budget.allows(start));
  EXPECT_LE(budget.next(start), start + 1h + 1min);
}

constexpr Budget::Rules four_can_wait{.requests_max = 10, .window = 1h, .deferrable_max = 4};

TEST(Budget, keeps_what_is_live_from_what_can_wait) {
  Budget budget{four_can_wait, start};

  budget.spend(start, 4, Cost::deferrable);

  EXPECT_EQ(budget.next(start), start);
  EXPECT_TRUE(budget.allows(start));
  EXPECT_FALSE(budget.allows(start, Cost::deferrable));
  EXPECT_GE(budget.next(start, Cost::deferrable), start + 1h);
}

TEST(Budget, leaves_to_what_can_wait_its_share_however_much_is_live) {
  Budget budget{four_can_wait, start};

  budget.spend(start, 9);

  EXPECT_TRUE(budget.allows(start, Cost::deferrable));
  EXPECT_EQ(budget.next(start, Cost::deferrable), start);
  budget.spend(start, 1, Cost::deferrable);
  EXPECT_FALSE(budget.allows(start, Cost::deferrable));
}

TEST(Budget, remembers_across_restarts_what_of_it_could_wait) {
  Budget budget{four_can_wait, start};
  budget.spend(start, 2);
  budget.spend(start, 4, Cost::deferrable);

  Budget restored{four_can_wait, start};
  restored.restore(budget.save());

  EXPECT_FALSE(restored.allows(start + 30min, Cost::deferrable));
  EXPECT_TRUE(restored.allows(start + 30min));
  EXPECT_EQ(restored.save(), budget.save());
}

TEST(Budget, reads_what_was_saved_before_it_was_told_apart) {
  Budget budget{four_can_wait, start};
  const auto minute = unix_milliseconds(start);

  budget.restore(fmt::format("1 {0} {0} 0 0 {0}:10", minute));

  EXPECT_FALSE(budget.allows(start));
}

TEST(Budget, allows_nothing_while_it_is_blocked) {
  Budget budget{ten_an_hour, start};

  budget.block(start + 5min);

  EXPECT_FALSE(budget.allows(start));
  EXPECT_TRUE(budget.allows(start + 5min));
}

TEST(Budget, remembers_across_restarts_what_is_denied_and_for_how_long) {
  Budget budget{ten_an_hour, start};
  budget.spend(start);
  budget.deny("games", start + 24h);

  Budget restored{ten_an_hour, start};
  restored.restore(budget.save());

  EXPECT_TRUE(restored.is_denied("games", start + 23h));
  EXPECT_FALSE(restored.is_denied("games", start + 24h));
  EXPECT_FALSE(restored.is_denied("brackets", start));
  EXPECT_EQ(restored.save(), budget.save());
}

}  // namespace
}  // namespace cs2::provider
