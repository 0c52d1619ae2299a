#include "notify/delivery_result.hpp"

#include <gtest/gtest.h>

#include "base/limits/notify.hpp"

namespace cs2::notify {
namespace {

using discord::RefusalKind;
using Outcome = store::DeliveryResult::Outcome;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

store::Delivery attempt(int number) {
  return {.id = {7}, .destination = {.id = 42}, .attempts = number};
}

discord::RestError refused(RefusalKind kind, std::optional<milliseconds> retry_after = {}) {
  return {.error = {.kind = ErrorKind::forbidden, .detail = "no"},
          .refusal = discord::Refusal{.kind = kind, .retry_after = retry_after}};
}

Outcome outcome_of(RefusalKind kind) {
  return classify_refusal(attempt(1), refused(kind), now).outcome;
}

TEST(Verdict, leaves_a_channel_alone_that_takes_nothing_from_us) {
  for (const auto kind :
       {RefusalKind::unknown_channel, RefusalKind::unknown_guild, RefusalKind::unknown_user,
        RefusalKind::missing_access, RefusalKind::missing_permission, RefusalKind::cannot_message_user,
        RefusalKind::thread_locked, RefusalKind::thread_archived, RefusalKind::wrong_channel,
        RefusalKind::tag_required, RefusalKind::too_many})
    EXPECT_EQ(outcome_of(kind), Outcome::blocked) << name(kind);
}

TEST(Verdict, gives_up_a_message_that_will_never_be_taken) {
  for (const auto kind : {RefusalKind::invalid_form, RefusalKind::too_large, RefusalKind::files_refused,
                          RefusalKind::blocked_by_automod})
    EXPECT_EQ(outcome_of(kind), Outcome::dead) << name(kind);
}

TEST(Verdict, drops_the_change_of_a_message_that_somebody_deleted) {
  for (const auto kind : {RefusalKind::unknown_message, RefusalKind::not_ours})
    EXPECT_EQ(outcome_of(kind), Outcome::dropped) << name(kind);
}

TEST(Verdict, tries_again_what_may_pass) {
  for (const auto kind : {RefusalKind::rate_limited, RefusalKind::slow_mode, RefusalKind::write_limit,
                          RefusalKind::edit_limit, RefusalKind::overloaded, RefusalKind::cloudflare,
                          RefusalKind::daily_limit, RefusalKind::invalid_token, RefusalKind::other})
    EXPECT_EQ(outcome_of(kind), Outcome::later) << name(kind);
}

TEST(Verdict, does_not_try_for_ever_what_is_refused_without_a_reason) {
  const auto outcome = [](int attempts) {
    return classify_refusal(attempt(attempts), refused(RefusalKind::other), now).outcome;
  };

  EXPECT_EQ(outcome(limits::refused_attempts_max - 1), Outcome::later);
  EXPECT_EQ(outcome(limits::refused_attempts_max), Outcome::dead);
}

TEST(Verdict, waits_as_long_as_discord_says) {
  const auto verdict = classify_refusal(attempt(5), refused(RefusalKind::rate_limited, seconds{3}), now);

  EXPECT_EQ(verdict.again_at, now + seconds{3});
  EXPECT_EQ(verdict.reason, "rate_limited");
}

TEST(Verdict, waits_longer_after_each_failure_up_to_a_bound) {
  const auto pause = [](int attempts) {
    const discord::RestError cut{.error = {.kind = ErrorKind::unavailable, .detail = "cut"}};
    const auto verdict = classify_refusal(attempt(attempts), cut, now);
    EXPECT_EQ(verdict.outcome, Outcome::later);
    return verdict.again_at - now;
  };

  EXPECT_EQ(pause(1), limits::delivery_pause_min);
  EXPECT_EQ(pause(2), 2 * milliseconds{limits::delivery_pause_min});
  EXPECT_EQ(pause(1000), limits::delivery_pause_max);
}

TEST(Verdict, tries_a_blocked_channel_ever_more_rarely) {
  const auto pause = [](int attempts) {
    return classify_refusal(attempt(attempts), refused(RefusalKind::missing_permission), now).again_at - now;
  };

  EXPECT_EQ(pause(1), limits::probe_pause_min);
  EXPECT_EQ(pause(3), 4 * milliseconds{limits::probe_pause_min});
  EXPECT_EQ(pause(100), limits::probe_pause_max);
}

}  // namespace
}  // namespace cs2::notify
