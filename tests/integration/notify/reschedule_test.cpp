// Reminders of a match that moves again and again: one for the time that holds, none for any other.
#include "integration/notify/notify_test.hpp"

namespace cs2::notify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Rescheduled : public NotifyTest {
 protected:
  // Moves the match and lets the planner look.
  void move(Timestamp to) {
    auto match = planned(to);
    match.id = match_;
    const auto before = starts_at_;
    starts_at_ = to;
    match_ = write(match,
                   match_ ? std::vector<What>{MatchRescheduled{.from = before, .to = to}}
                          : std::vector<What>{MatchAnnounced{}},
                   "m1");
  }
  // A worker's minute: plans, and tells what is due. The starts for which it reminded.
  void tick() {
    plan_changes(*store_);
    plan_reminders(*store_, reminded_);
    for (const auto& one : send_due()) {
      if (one.delivery.kind == NoticeKind::reminder) told_.push_back(*one.delivery.reminder_for);
    }
  }
  void run_until(Timestamp until) {
    while (clock_.now() < until) {
      clock_.advance(minutes{1});
      tick();
    }
  }

  MatchId match_;
  Timestamp starts_at_;
  ReminderCache reminded_;
  std::vector<Timestamp> told_;
};

TEST_P(Rescheduled, ten_times_reminds_of_the_last_time_alone) {
  // Over midnight and over the end of summer time in the server's zone.
  clock_.set(parse_iso8601("2026-10-24T18:00:00Z").value());
  set([](auto& settings) { settings.time_zone = "Europe/Berlin"; });
  follow({.subject = {}, .kinds = {NoticeKind::reminder}, .reminders = {15}});
  move(clock_.now() + hours{4});
  for (int moves = 0; moves < 10; ++moves) {
    run_until(starts_at_ - minutes{16});  // a minute before the reminder was due
    move(starts_at_ + minutes{37});
    tick();
  }
  EXPECT_THAT(told_, IsEmpty());

  run_until(starts_at_ + minutes{1});

  EXPECT_THAT(told_, ElementsAre(starts_at_));
  EXPECT_GT(starts_at_, parse_iso8601("2026-10-25T01:00:00Z").value()) << "the clocks have changed by then";
}

TEST_P(Rescheduled, into_the_past_reminds_of_nothing) {
  follow({.subject = {}, .kinds = {NoticeKind::reminder}, .reminders = {15}});
  move(noon + hours{2});
  run_until(noon + minutes{10});
  move(noon + minutes{5});
  run_until(noon + hours{3});

  EXPECT_THAT(told_, IsEmpty());
}

TEST_P(Rescheduled, away_and_back_reminds_all_the_same) {
  follow({.subject = {}, .kinds = {NoticeKind::reminder}, .reminders = {15}});
  move(noon + hours{1});
  run_until(noon + minutes{44});
  const auto first = starts_at_;
  clock_.advance(minutes{1});
  plan_reminders(*store_, reminded_);  // its reminder is planned
  move(first + hours{2});              // and it moves before that is sent
  tick();
  ASSERT_THAT(told_, IsEmpty());

  move(first);
  run_until(first + minutes{1});

  EXPECT_THAT(told_, ElementsAre(first));
}

TEST_P(Rescheduled, after_a_reminder_reminds_again) {
  follow({.subject = {}, .kinds = {NoticeKind::reminder}, .reminders = {15}});
  move(noon + hours{1});
  run_until(noon + minutes{50});
  const auto first = starts_at_;
  move(first + hours{1});
  run_until(starts_at_);

  EXPECT_THAT(told_, ElementsAre(first, first + hours{1}));
}

TEST_P(Rescheduled, while_nobody_could_tell_comes_too_late) {
  follow({.subject = {}, .kinds = {NoticeKind::reminder}, .reminders = {15}});
  move(noon + hours{1});
  run_until(noon + minutes{44});
  clock_.advance(minutes{1});
  plan_reminders(*store_, reminded_);
  clock_.advance(minutes{30});  // the worker was away until after the start

  EXPECT_THAT(prepare_due(), IsEmpty());
  EXPECT_EQ(store::tidy_outbox(*store_).expired, 1);
}

CS2_ON_DATABASES(Rescheduled);

}  // namespace
}  // namespace cs2::notify
