#include "notify/notification_events.hpp"

#include <fmt/format.h>

#include <span>

#include "base/limits/notify.hpp"
#include "model/change_notices.hpp"
#include "notify/kind_registry.hpp"

namespace cs2::notify {
namespace {

using store::NotificationEvent;

// `match` is the one that stands: the change may be of one that was merged into it since.
NotificationEvent event_of(const ChangeNotice& news, const Change& change, MatchId match = {},
                           std::span<const MatchId> doubles = {}) {
  const auto& traits = find_kind(news.kind);
  NotificationEvent event{
      .dedup_key = dedup_key(news, match, change.id),
      .kind = news.kind,
      .match = match,
      .audience = {},
      .urgency = traits.urgency,
      .due_at = change.is<MatchWithdrawn>() ? change.at + limits::withdrawal_wait : change.at,
      .expires_at = traits.life ? std::optional{change.at + *traits.life} : std::nullopt};
  if (news.kind == NoticeKind::corrected) {
    for (const auto kind : {NoticeKind::result, NoticeKind::live}) {
      const ChangeNotice told{.kind = kind};
      for (const auto each : doubles) event.edits.push_back(dedup_key(told, each, change.id));
      event.edits.push_back(dedup_key(told, match, change.id));
    }
  } else if (!news.each_time) {
    for (const auto each : doubles) event.former.push_back(dedup_key(news, each, change.id));
  }
  return event;
}

}  // namespace

std::vector<NotificationEvent> events_of(const Change& change, const store::MatchAudience& audience) {
  std::vector<NotificationEvent> events;
  const auto& match = audience.details.match;
  for (const auto& news : notices_of(change, match)) {
    auto& one = events.emplace_back(event_of(news, change, match.id, audience.doubles));
    one.audience = audience.members;
    one.traits = audience.traits;
  }
  return events;
}

std::vector<NotificationEvent> events_of_roster(const Change& change) {
  auto news = event_of(notice_of(change), change);
  news.audience = store::audience_of_team(change.team, change.player);
  return {std::move(news)};
}

std::vector<NotificationEvent> events_of_ranking(const Change& change, const RankingPage& page) {
  auto news = event_of(notice_of(change), change);
  for (const auto& ranked : page.teams) {
    const bool moved = ranked.position_before != ranked.row.position;
    if (moved) news.audience.push_back({.subject = subject_of(ranked.team.id), .opponent_rank = {}});
  }
  news.audience.push_back({.subject = {}, .opponent_rank = {}});
  return {std::move(news)};
}

NotificationEvent event_of(const store::MatchAudience& audience, Timestamp now) {
  const auto match = audience.details.match.id;
  return {.dedup_key = fmt::format("{}:{}", name(NoticeKind::event), match.value),
          .kind = NoticeKind::event,
          .match = match,
          .audience = audience.members,
          .traits = audience.traits,
          .urgency = find_kind(NoticeKind::event).urgency,
          .due_at = now};
}

NotificationEvent reminders_of(const store::MatchAudience& audience, Timestamp starts_at, Timestamp now) {
  return {.dedup_key = fmt::format("reminder:{}", audience.details.match.id.value),
          .kind = NoticeKind::reminder,
          .match = audience.details.match.id,
          .audience = audience.members,
          .traits = audience.traits,
          .urgency = find_kind(NoticeKind::reminder).urgency,
          .due_at = now,
          .expires_at = starts_at};
}

}  // namespace cs2::notify
