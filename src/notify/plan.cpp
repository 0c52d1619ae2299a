#include "notify/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits/notify.hpp"
#include "locale/language.hpp"
#include "model/news.hpp"
#include "notify/kind_registry.hpp"
#include "notify/notification_events.hpp"
#include "store/notify/outbox.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::notify {
namespace {

std::vector<store::Occasion> occasions(store::Store& store, const Change& change) {
  if (const auto* published = std::get_if<RankingPublished>(&change.what)) {
    const auto page = store::find_ranking(store, published->system, published->published);
    return page ? occasions_of_ranking(change, *page) : std::vector<store::Occasion>{};
  }
  if (!change.match) return occasions_of_roster(change);
  const auto concerns = change.is<MatchWithdrawn>() ? store::find_former_concerns(store, change.match)
                                                    : store::find_concerns(store, change.match);
  return concerns ? occasions_of(change, *concerns) : std::vector<store::Occasion>{};
}

}  // namespace

Planned plan_changes(store::Store& store) {
  Planned planned;
  const auto changes = store::list_unplanned(store, limits::changes_planned_at_once);
  if (!changes.empty()) store.look_again();
  for (const auto& change : changes) {
    const auto added = store::plan(store, change, occasions(store, change));
    if (!added) continue;  // another process was faster
    ++planned.changes;
    planned.deliveries += *added;
  }
  return planned;
}

bool Reminded::is_due(MatchId match, Timestamp starts_at, const std::vector<int>& wanted, Timestamp now) {
  auto& asked = asked_[match];
  if (asked.starts_at != starts_at) asked = {.starts_at = starts_at, .due = {}};
  bool is_new = false;
  for (const auto before : wanted) {
    if (starts_at - minutes{before} <= now) is_new |= asked.due.insert(before).second;
  }
  return is_new;
}

void Reminded::keep(const std::set<MatchId>& matches) {
  std::erase_if(asked_, [&matches](const auto& one) { return !matches.contains(one.first); });
}

Planned plan_events(store::Store& store) {
  if (!store::is_wanted(store, NoticeKind::event)) return {};
  const auto now = store.clock().now();
  Planned planned;
  for (const auto& [match, starts_at] :
       store::list_starts(store, now, now + limits::events_ahead, limits::events_planned_max)) {
    const auto concerns = store::find_concerns(store, match);
    if (concerns && are_decided(concerns->details.match))
      planned.deliveries += store::plan_events(store, event_of(*concerns, now));
  }
  return planned;
}

Planned plan_digests(store::Store& store, Digested& digested) {
  const auto now = store.clock().now();
  std::map<std::pair<std::string, Timestamp>, std::vector<SubscriptionId>> due;
  Digested still;
  for (const auto& wish : store::list_digest_wishes(store)) {
    const auto local = locale::local_time(now, wish.time_zone);
    const auto late = local.since_midnight - minutes{wish.minute};
    const auto at = std::chrono::floor<minutes>(now) - late;
    if (late < minutes{0} || late >= limits::digest_life || wish.created_at > at) continue;
    auto name = fmt::format("{}:{:04}-{:02}-{:02}:{}", cs2::name(NoticeKind::digest), int{local.date.year()},
                            unsigned{local.date.month()}, unsigned{local.date.day()}, wish.minute);
    const auto last = digested.find(wish.subscription);
    if (last == digested.end() || last->second != name) due[{name, at}].push_back(wish.subscription);
    still.emplace(wish.subscription, std::move(name));
  }
  Planned planned;
  const auto& kind = find_kind(NoticeKind::digest);
  for (const auto& [when, subscriptions] : due) {
    const auto& [name, at] = when;
    planned.deliveries += store::plan_digests(store,
                                              {.name = name,
                                               .kind = NoticeKind::digest,
                                               .urgency = kind.urgency,
                                               .due_at = at,
                                               .expires_at = at + *kind.life},
                                              subscriptions);
  }
  digested = std::move(still);
  return planned;
}

Planned plan_reminders(store::Store& store, Reminded& reminded) {
  const auto wanted = store::list_reminder_minutes(store);
  if (wanted.empty()) return {};
  const auto now = store.clock().now();
  Planned planned;
  std::set<MatchId> seen;
  for (const auto& [match, starts_at] : store::list_starts(
           store, now, now + minutes{wanted.back()} + limits::remind_every, limits::reminded_matches_max)) {
    seen.insert(match);
    if (!reminded.is_due(match, starts_at, wanted, now)) continue;
    const auto concerns = store::find_concerns(store, match);
    if (!concerns) continue;
    planned.deliveries += store::plan_reminders(store, reminders_of(*concerns, starts_at, now), starts_at);
  }
  reminded.keep(seen);
  return planned;
}

}  // namespace cs2::notify
