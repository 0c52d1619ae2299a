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

// Whether the worker would find it overtaken, or hidden, or no message of its own.
bool is_superseded(const ChangeNotice& notice, Timestamp at, const PastMatch& past,
                   const Subscription& subscription) {
  const auto& traits = traits_of(notice.kind);
  if (traits.form == NoticeForm::edit) return true;
  if (traits.shown_live && subscription.kinds.has(NoticeKind::live)) return true;
  if (traits.reveals_score && subscription.spoilers != SpoilerPolicy::show) return true;
  const auto by = [at](std::optional<Timestamp> other) { return other && *other <= at; };
  const bool finished = by(first_time<MatchFinished>(past));
  switch (traits.overtaken_by) {
    case OvertakenBy::nothing:
      return false;
    case OvertakenBy::start:
      return finished || by(first_time<MatchStarted>(past));
    case OvertakenBy::finish:
      return finished;
    case OvertakenBy::result:
      return finished && subscription.kinds.has(NoticeKind::result);
  }
  return false;
}

void add_changes(std::vector<PastNotice>& notices, const PastMatch& past, const Subscription& subscription) {
  std::set<std::string> seen;
  for (const auto& change : past.changes) {
    for (const auto& notice : notices_of(change, past.match)) {
      if (match_filter(subscription, notice.kind, {past.about}, past.traits) ||
          is_superseded(notice, change.at, past, subscription))
        continue;
      if (seen.insert(dedup_key(notice, past.match.id, change.id)).second)
        notices.push_back({.kind = notice.kind, .at = change.at, .match = past.match.id});
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

std::vector<PastNotice> compute_past_notices(const Subscription& subscription, const RecentChanges& recent) {
  std::vector<PastNotice> notices;
  for (const auto& past : recent.matches) {
    add_changes(notices, past, subscription);
    add_reminders(notices, past, subscription, recent.since);
  }
  const AudienceMember about{.subject = subscription.subject, .opponent_rank = {}};
  std::set<std::string> seen;
  for (const auto& change : recent.others) {
    const auto kind = notice_of(change).kind;
    if (match_filter(subscription, kind, {about}, {}) || !seen.insert(dedup_key(change)).second) continue;
    notices.push_back(
        {.kind = kind, .at = change.at, .match = {}, .team = change.team, .player = change.player});
  }
  std::ranges::sort(notices, {}, [](const PastNotice& notice) {
    return std::tuple{notice.at, notice.match, static_cast<int>(notice.kind)};
  });
  return notices;
}

}  // namespace cs2::stats
