#include "stats/past_notifications.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "model/change_notices.hpp"

namespace cs2::stats {
namespace {

template <class T>
std::optional<Timestamp> first_time(const PastMatch& past) {
  const auto found = std::ranges::find_if(past.changes, [](const Change& change) { return change.is<T>(); });
  return found == past.changes.end() ? std::nullopt : std::optional{found->at};
}

// What the worker finds to be over, or told by another message, when it makes this one.
bool is_superseded(const ChangeNotice& news, Timestamp at, const PastMatch& past,
                   const Subscription& subscription) {
  const auto by = [at](std::optional<Timestamp> other) { return other && *other <= at; };
  const auto started = first_time<MatchStarted>(past);
  const auto finished = first_time<MatchFinished>(past);
  switch (news.kind) {
    case NoticeKind::announced:
      return by(started) || by(finished);
    case NoticeKind::started:
      return by(finished);
    case NoticeKind::map_finished:
      return subscription.spoilers != SpoilerPolicy::show ||
             (by(finished) && subscription.kinds.has(NoticeKind::result));
    case NoticeKind::rescheduled:
      return by(started) || by(finished);
    default:
      return news.kind == NoticeKind::corrected;
  }
}

void add_changes(std::vector<PastNotice>& notices, const PastMatch& past, const Subscription& subscription) {
  std::set<std::string> told;
  for (const auto& change : past.changes) {
    for (const auto& news : notices_of(change, past.match)) {
      if (match_filter(subscription, news.kind, {past.about}, past.traits) ||
          is_superseded(news, change.at, past, subscription))
        continue;
      if (told.insert(dedup_key(news, past.match.id, change.id)).second)
        notices.push_back({.kind = news.kind, .at = change.at, .match = past.match.id});
    }
  }
}

// Of each match that began, one for each number of minutes.
void add_reminders(std::vector<PastNotice>& notices, const PastMatch& past, const Subscription& subscription,
                   Timestamp since) {
  const auto& match = past.match;
  const bool began = first_time<MatchStarted>(past) || first_time<MatchFinished>(past);
  if (!began || !match.scheduled_at || !match.time_is_exact) return;
  if (match_filter(subscription, NoticeKind::reminder, {past.about}, past.traits)) return;
  for (const auto before : subscription.reminders) {
    const auto at = *match.scheduled_at - minutes{before};
    if (at >= since) notices.push_back({.kind = NoticeKind::reminder, .at = at, .match = match.id});
  }
}

}  // namespace

std::vector<PastNotice> compute_past_notices(const Subscription& subscription, const RecentChanges& news) {
  std::vector<PastNotice> notices;
  for (const auto& past : news.matches) {
    add_changes(notices, past, subscription);
    add_reminders(notices, past, subscription, news.since);
  }
  const AudienceMember about{.subject = subscription.subject, .opponent_rank = {}};
  for (const auto& change : news.others) {
    const auto kind = notice_of(change).kind;
    if (match_filter(subscription, kind, {about}, {})) continue;
    notices.push_back(
        {.kind = kind, .at = change.at, .match = {}, .team = change.team, .player = change.player});
  }
  std::ranges::sort(notices, {}, [](const PastNotice& notice) {
    return std::tuple{notice.at, notice.match, static_cast<int>(notice.kind)};
  });
  return notices;
}

}  // namespace cs2::stats
