// However a match moves while servers follow it, each channel is reminded as a plain model says.
// CS2_TEST_SEED repeats a run; the seed is printed.
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "integration/notify/notify_test.hpp"

namespace cs2::notify {
namespace {

using testing::ElementsAreArray;

constexpr minutes moved_min{5};  // a smaller move reminds nobody again
constexpr int channels = 3;
constexpr int steps = 400;
constexpr std::array offered{5, 15, 60, 90};

class RandomReminders : public NotifyTest {
 protected:
  void SetUp() override {
    NotifyTest::SetUp();
    if (IsSkipped()) return;
    const auto seed = test::number_from_environment("CS2_TEST_SEED", random_bits());
    fmt::print("CS2_TEST_SEED={}\n", seed);
    chance_.seed(seed);
    move(noon + hours{2});
    const auto match = store::find_match(*store_, match_).value().match;
    subjects_ = {Subject{}, subject_of(match.opponents[0].team), subject_of(match.opponents[1].team)};
  }

  int pick(int most) { return static_cast<int>(chance_() % static_cast<unsigned>(most)); }

  // Back to where it was, to any other time, a little away from one, or into the past.
  void move_anywhere() {
    if (pick(2) == 0) return move(before_);
    const auto slot = std::chrono::floor<minutes>(clock_.now()).time_since_epoch() / minutes{30} + pick(7);
    move(Timestamp{minutes{30} * slot} + (pick(3) == 0 ? minutes{pick(7) - 3} : minutes{0}));
  }
  void move(Timestamp to) {
    auto match = planned(to);
    match.id = match_;
    std::vector<What> news{MatchAnnounced{}};
    if (match_) news = {MatchRescheduled{.from = starts_at_, .to = to}};
    if (starts_at_ == to) return;
    match_ = write(match, news, "m1");
    before_ = std::exchange(starts_at_, to);
  }

  void follow_something() {
    clock_.advance(seconds{1});  // after whatever was due at this minute
    Wish subscription{.channel = 1 + static_cast<std::uint64_t>(pick(channels)), .created_at = clock_.now()};
    for (const auto minute : offered) {
      if (pick(2) == 0) subscription.minutes_before.push_back(minute);
    }
    if (subscription.minutes_before.empty()) return;
    const auto added = store::add_subscription(*store_,
                                               {.guild = guild,
                                                .destination = {.id = subscription.channel},
                                                .subject = subjects_[static_cast<std::size_t>(pick(3))],
                                                .kinds = {NoticeKind::reminder},
                                                .reminders = subscription.minutes_before},
                                               {});
    if (added) wishes_.push_back(subscription);  // otherwise it is there already
  }

  // What the model says is due now: of each channel the one nearest to the start, unless it was told.
  std::vector<std::string> expect_due() {
    std::vector<std::string> due;
    if (starts_at_ <= clock_.now()) return due;
    for (std::uint64_t channel = 1; channel <= channels; ++channel) {
      std::optional<int> nearest;
      for (const auto& subscription : wishes_) {
        for (const auto minute : subscription.minutes_before) {
          const auto at = starts_at_ - minutes{minute};
          if (subscription.channel == channel && at <= clock_.now() && subscription.created_at <= at)
            nearest = std::min(nearest.value_or(minute), minute);
        }
      }
      if (!nearest || was_told(channel, *nearest)) continue;
      told_.push_back({.channel = channel, .minute = *nearest, .starts_at = starts_at_});
      due.push_back(fmt::format("channel {}, {} min", channel, *nearest));
    }
    return due;
  }
  bool was_told(std::uint64_t channel, int minute) const {
    return std::ranges::any_of(told_, [&](const Rendered& told) {
      return told.channel == channel && told.minute == minute &&
             std::chrono::abs(told.starts_at - starts_at_) < moved_min;
    });
  }

  // What the channels are told.
  std::vector<std::string> tick() {
    plan_changes(*store_);
    plan_reminders(*store_, reminded_);
    std::vector<std::string> told;
    for (const auto& one : send_due()) {
      EXPECT_EQ(one.delivery.reminder_for, starts_at_);
      const auto& name = one.delivery.dedup_key;  // reminder:<match>:<minutes>:<start>
      const auto minute = name.substr(name.find(':', 9) + 1);
      told.push_back(
          fmt::format("channel {}, {} min", one.delivery.destination.id, minute.substr(0, minute.find(':'))));
    }
    std::ranges::sort(told);
    return told;
  }

  void do_something() {
    switch (pick(8)) {
      case 0:
        return move_anywhere();
      case 1:
        return follow_something();
      case 2:  // it moves before what was planned is sent
        clock_.advance(minutes{1 + pick(9)});
        plan_reminders(*store_, reminded_);
        return move_anywhere();
      default:
        clock_.advance(minutes{1 + pick(9)});
    }
  }

  struct Wish {
    std::uint64_t channel = 0;
    std::vector<int> minutes_before = {};
    Timestamp created_at;
  };
  struct Rendered {
    std::uint64_t channel = 0;
    int minute = 0;
    Timestamp starts_at;
  };

  std::mt19937_64 chance_;
  MatchId match_;
  Timestamp starts_at_;
  Timestamp before_;
  std::vector<Subject> subjects_;
  std::vector<Wish> wishes_;
  std::vector<Rendered> told_;
  ReminderCache reminded_;
};

TEST_P(RandomReminders, are_those_of_the_model) {
  for (int step = 0; step < steps; ++step) {
    do_something();
    const auto expected = expect_due();
    ASSERT_THAT(tick(), ElementsAreArray(expected)) << "step " << step;
  }
  EXPECT_GT(told_.size(), 20u) << "or the test shows nothing";
}

CS2_ON_DATABASES(RandomReminders);

}  // namespace
}  // namespace cs2::notify
