#include "notify/notification_events.hpp"

#include <fmt/format.h>

#include <span>

#include "base/limits/notify.hpp"
#include "model/news.hpp"
#include "notify/kind_registry.hpp"

namespace cs2::notify {
namespace {

using store::Occasion;

// `match` is the one that stands: the change may be of one that was merged into it since.
Occasion occasion_of(const News& news, const Change& change, MatchId match = {},
                     std::span<const MatchId> doubles = {}) {
  const auto& traits = find_kind(news.kind);
  Occasion occasion{.name = occasion_name(news, match, change.id),
                    .kind = news.kind,
                    .match = match,
                    .concerned = {},
                    .urgency = traits.urgency,
                    .due_at = change.is<MatchWithdrawn>() ? change.at + limits::withdrawal_wait : change.at,
                    .expires_at = traits.life ? std::optional{change.at + *traits.life} : std::nullopt};
  if (news.kind == NoticeKind::corrected) {
    for (const auto kind : {NoticeKind::result, NoticeKind::live}) {
      const News told{.kind = kind};
      for (const auto each : doubles) occasion.edits.push_back(occasion_name(told, each, change.id));
      occasion.edits.push_back(occasion_name(told, match, change.id));
    }
  } else if (!news.each_time) {
    for (const auto each : doubles) occasion.former.push_back(occasion_name(news, each, change.id));
  }
  return occasion;
}

}  // namespace

std::vector<Occasion> occasions_of(const Change& change, const store::MatchConcerns& concerns) {
  std::vector<Occasion> occasions;
  const auto& match = concerns.details.match;
  for (const auto& news : news_of(change, match)) {
    auto& one = occasions.emplace_back(occasion_of(news, change, match.id, concerns.doubles));
    one.concerned = concerns.concerned;
    one.traits = concerns.traits;
  }
  return occasions;
}

std::vector<Occasion> occasions_of_roster(const Change& change) {
  auto news = occasion_of(news_of(change), change);
  news.concerned = store::concerns_of_team(change.team, change.player);
  return {std::move(news)};
}

std::vector<Occasion> occasions_of_ranking(const Change& change, const RankingPage& page) {
  auto news = occasion_of(news_of(change), change);
  for (const auto& ranked : page.teams) {
    const bool moved = ranked.position_before != ranked.row.position;
    if (moved) news.concerned.push_back({.subject = subject_of(ranked.team.id), .opponent_rank = {}});
  }
  news.concerned.push_back({.subject = {}, .opponent_rank = {}});
  return {std::move(news)};
}

Occasion event_of(const store::MatchConcerns& concerns, Timestamp now) {
  const auto match = concerns.details.match.id;
  return {.name = fmt::format("{}:{}", name(NoticeKind::event), match.value),
          .kind = NoticeKind::event,
          .match = match,
          .concerned = concerns.concerned,
          .traits = concerns.traits,
          .urgency = find_kind(NoticeKind::event).urgency,
          .due_at = now};
}

Occasion reminders_of(const store::MatchConcerns& concerns, Timestamp starts_at, Timestamp now) {
  return {.name = fmt::format("reminder:{}", concerns.details.match.id.value),
          .kind = NoticeKind::reminder,
          .match = concerns.details.match.id,
          .concerned = concerns.concerned,
          .traits = concerns.traits,
          .urgency = find_kind(NoticeKind::reminder).urgency,
          .due_at = now,
          .expires_at = starts_at};
}

}  // namespace cs2::notify
