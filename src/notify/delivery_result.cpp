#include "notify/delivery_result.hpp"

#include <algorithm>

#include "base/limits/notify.hpp"

namespace cs2::notify {
namespace {

using Outcome = store::DeliveryResult::Outcome;
using discord::RefusalKind;

// What Discord's refusal means for the message. The rest passes: it is tried again.
Outcome outcome_of(RefusalKind kind) {
  switch (kind) {
    // The target takes nothing from us until somebody changes something there.
    case RefusalKind::unknown_channel:
    case RefusalKind::unknown_guild:
    case RefusalKind::unknown_user:
    case RefusalKind::missing_access:
    case RefusalKind::missing_permission:
    case RefusalKind::cannot_message_user:
    case RefusalKind::thread_locked:
    case RefusalKind::thread_archived:
    case RefusalKind::wrong_channel:
    case RefusalKind::tag_required:
    case RefusalKind::too_many:
      return Outcome::blocked;
    // Somebody has deleted what we would change.
    case RefusalKind::unknown_message:
    case RefusalKind::not_ours:
    case RefusalKind::already_published:
      return Outcome::dropped;
    // The same message will never be taken.
    case RefusalKind::invalid_form:
    case RefusalKind::too_large:
    case RefusalKind::files_refused:
    case RefusalKind::blocked_by_automod:
      return Outcome::dead;
    default:
      return Outcome::later;
  }
}

Outcome outcome_of(const store::Delivery& delivery, const discord::RestError& error) {
  if (!error.refusal) return Outcome::later;
  // What Discord says without a reason that we know may pass, or may not.
  const bool tried_enough = delivery.attempts >= limits::refused_attempts_max;
  if (error.refusal->kind == RefusalKind::other && tried_enough) return Outcome::dead;
  return outcome_of(error.refusal->kind);
}

milliseconds doubled(milliseconds least, milliseconds most, int times) {
  auto pause = least;
  for (int i = 1; i < times && pause < most; ++i) pause *= 2;
  return std::min(pause, most);
}

milliseconds pause_of(const store::Delivery& delivery, const discord::RestError& error) {
  const auto pause = doubled(limits::delivery_pause_min, limits::delivery_pause_max, delivery.attempts);
  const auto& refusal = error.refusal;
  const auto asked = refusal && refusal->retry_after ? refusal->retry_after : error.error.retry_after;
  // A wait for our own turn is known to the millisecond; being asked to wait is no reason to wait longer.
  return asked.value_or(pause);
}

}  // namespace

store::DeliveryResult classify_refusal(const store::Delivery& delivery, const discord::RestError& error,
                                       Timestamp now) {
  store::DeliveryResult verdict{
      .delivery = delivery.id,
      .target = delivery.destination.id,
      .outcome = outcome_of(delivery, error),
      .reason = std::string{error.refusal ? name(error.refusal->kind) : name(error.error.kind)},
      .in_doubt = error.in_doubt};
  if (verdict.outcome == Outcome::later) verdict.again_at = now + pause_of(delivery, error);
  if (verdict.outcome == Outcome::blocked)
    verdict.again_at = now + doubled(limits::probe_pause_min, limits::probe_pause_max, delivery.attempts);
  return verdict;
}

}  // namespace cs2::notify
