#include "notify/plan.hpp"

#include <algorithm>
#include <map>

#include "base/limits/notify.hpp"
#include "locale/language.hpp"
#include "model/change_notices.hpp"
#include "notify/notification_events.hpp"
#include "store/notify/outbox.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::notify {
namespace {

std::vector<store::NotificationEvent> events(store::Store& store, const Change& change) {
  if (const auto* published = std::get_if<RankingPublished>(&change.what)) {
    const auto page = store::find_ranking(store, published->system, published->published);
    return page ? events_of_ranking(change, *page) : std::vector<store::NotificationEvent>{};
  }
  if (!change.match) return events_of_roster(change);
  const auto audience = change.is<MatchWithdrawn>() ? store::find_former_audience(store, change.match)
                                                    : store::find_audience(store, change.match);
  return audience ? events_of(change, *audience) : std::vector<store::NotificationEvent>{};
}

}  // namespace

Planned plan_changes(store::Store& store) {
  Planned planned;
  const auto changes = store::list_unplanned(store, limits::changes_planned_at_once);
  if (!changes.empty()) store.invalidate_now();
  for (const auto& change : changes) {
    const auto added = store::plan(store, change, events(store, change));
    if (!added) continue;  // another process was faster
    ++planned.changes;
    planned.deliveries += *added;
  }
  return planned;
}

bool ReminderCache::is_due(MatchId match, Timestamp starts_at, const std::vector<int>& wanted,
                           Timestamp now) {
  auto& asked = asked_[match];
  if (asked.starts_at != starts_at) asked = {.starts_at = starts_at, .due = {}};
  bool is_new = false;
  for (const auto before : wanted) {
    if (starts_at - minutes{before} <= now) is_new |= asked.due.insert(before).second;
  }
  return is_new;
}

void ReminderCache::keep(const std::set<MatchId>& matches) {
  std::erase_if(asked_, [&matches](const auto& one) { return !matches.contains(one.first); });
}

Planned plan_events(store::Store& store) {
  if (!store::is_wanted(store, NoticeKind::event)) return {};
  const auto now = store.clock().now();
  Planned planned;
  for (const auto& [match, starts_at] :
       store::list_starts(store, now, now + limits::events_ahead, limits::events_planned_max)) {
    const auto audience = store::find_audience(store, match);
    if (audience && are_decided(audience->details.match))
      planned.deliveries += store::plan_events(store, event_of(NoticeKind::event, *audience, now));
  }
  return planned;
}

Planned plan_digests(store::Store& store, DigestCache& digested) {
  const auto now = store.clock().now();
  struct Due {
    store::NotificationEvent event;
    std::vector<SubscriptionId> subscriptions;
  };
  std::map<std::pair<std::string, Timestamp>, Due> due;
  DigestCache still;
  for (const auto& subscription : store::list_digest_subscriptions(store)) {
    const auto local = locale::local_time(now, subscription.time_zone);
    const auto late = local.since_midnight - minutes{subscription.minute};
    const auto at = std::chrono::floor<minutes>(now) - late;
    if (late < minutes{0} || late >= limits::digest_life || subscription.created_at > at) continue;
    auto event = digest_of(local.date, subscription.minute, at);
    const auto last = digested.find(subscription.subscription);
    const bool is_planned = last != digested.end() && last->second == event.dedup_key;
    still.emplace(subscription.subscription, event.dedup_key);
    if (is_planned) continue;
    auto& [first, subscriptions] = due[{event.dedup_key, at}];
    subscriptions.push_back(subscription.subscription);
    first = std::move(event);
  }
  Planned planned;
  for (const auto& [key, one] : due)
    planned.deliveries += store::plan_digests(store, one.event, one.subscriptions);
  digested = std::move(still);
  return planned;
}

Planned plan_reminders(store::Store& store, ReminderCache& reminded) {
  const auto wanted = store::list_reminder_minutes(store);
  if (wanted.empty()) return {};
  const auto now = store.clock().now();
  Planned planned;
  std::set<MatchId> seen;
  for (const auto& [match, starts_at] : store::list_starts(
           store, now, now + minutes{wanted.back()} + limits::remind_every, limits::reminded_matches_max)) {
    seen.insert(match);
    if (!reminded.is_due(match, starts_at, wanted, now)) continue;
    const auto audience = store::find_audience(store, match);
    if (!audience) continue;
    auto event = event_of(NoticeKind::reminder, *audience, now);
    event.expires_at = starts_at;
    planned.deliveries += store::plan_reminders(store, event, starts_at);
  }
  reminded.keep(seen);
  return planned;
}

}  // namespace cs2::notify
