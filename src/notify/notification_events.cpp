#include "notify/notification_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/limits/notify.hpp"
#include "model/change_notices.hpp"
#include "notify/kind_registry.hpp"

namespace cs2::notify {
namespace {

using store::NotificationEvent;

// What is learned late is worth as much as if it had been known at once.
Timestamp happened_at(const Change& change, const Match& match) {
  return change.is<MatchFinished>() && match.ended_at ? std::min(*match.ended_at, change.at) : change.at;
}

NotificationEvent event_of(NoticeKind kind, std::string dedup_key, Timestamp at) {
  const auto& traits = find_kind(kind);
  return {.dedup_key = std::move(dedup_key),
          .kind = kind,
          .audience = {},
          .urgency = traits.urgency,
          .due_at = at,
          .expires_at = traits.life ? std::optional{at + *traits.life} : std::nullopt};
}

// `match` is the one that stands: the change may be of one that was merged into it since.
NotificationEvent event_of(const ChangeNotice& notice, const Change& change, MatchId match = {},
                           std::span<const MatchId> doubles = {}) {
  auto event = event_of(notice.kind, dedup_key(notice, match, change.id), change.at);
  event.match = match;
  if (change.is<MatchWithdrawn>()) event.due_at += limits::withdrawal_wait;
  for (const auto& traits : notice_traits) {
    if (!find_kind(notice.kind).edits.has(traits.kind)) continue;
    const ChangeNotice edited{.kind = traits.kind};
    for (const auto each : doubles) event.edits.push_back(dedup_key(edited, each, change.id));
    event.edits.push_back(dedup_key(edited, match, change.id));
  }
  if (traits_of(notice.kind).shown_live) {
    const ChangeNotice live{.kind = NoticeKind::live};
    for (const auto each : doubles) event.carriers.push_back(dedup_key(live, each, change.id));
    event.carriers.push_back(dedup_key(live, match, change.id));
  }
  if (!notice.each_time) {
    for (const auto each : doubles) event.former.push_back(dedup_key(notice, each, change.id));
  }
  return event;
}

}  // namespace

std::vector<NotificationEvent> events_of(const Change& change, const store::MatchAudience& audience) {
  std::vector<NotificationEvent> events;
  const auto& match = audience.details.match;
  for (const auto& notice : notices_of(change, match)) {
    auto& one = events.emplace_back(event_of(notice, change, match.id, audience.doubles));
    one.audience = audience.members;
    one.traits = audience.traits;
    if (one.expires_at) *one.expires_at -= change.at - happened_at(change, match);
  }
  return events;
}

std::vector<NotificationEvent> events_of_roster(const Change& change) {
  auto event = event_of(NoticeKind::roster, dedup_key(change), change.at);
  event.audience = store::audience_of_team(change.team, change.player);
  return {std::move(event)};
}

std::vector<NotificationEvent> events_of_ranking(const Change& change, const RankingPage& page) {
  auto event = event_of(notice_of(change), change);
  for (const auto& ranked : page.teams) {
    const bool moved = ranked.position_before != ranked.row.position;
    if (moved) event.audience.push_back({.subject = subject_of(ranked.team.id), .opponent_rank = {}});
  }
  event.audience.push_back({.subject = {}, .opponent_rank = {}});
  return {std::move(event)};
}

NotificationEvent event_of(NoticeKind kind, const store::MatchAudience& audience, Timestamp now) {
  const auto match = audience.details.match.id;
  auto event = event_of(kind, dedup_key({.kind = kind}, match, {}), now);
  event.match = match;
  event.audience = audience.members;
  event.traits = audience.traits;
  return event;
}

NotificationEvent digest_of(const std::chrono::year_month_day& day, int minute, Timestamp at) {
  return event_of(NoticeKind::digest,
                  fmt::format("{}:{}:{}", name(NoticeKind::digest), to_iso_date(day), minute), at);
}

}  // namespace cs2::notify
