#include "notify/occasions.hpp"

#include <fmt/format.h>

#include <span>

#include "model/news.hpp"
#include "notify/kinds.hpp"

namespace cs2::notify {
namespace {

using store::Occasion;

Occasion occasion_of(const News& news, const Change& change, std::span<const MatchId> doubles = {}) {
  const auto& traits = find_kind(news.kind);
  Occasion occasion{.name = occasion_name(news, change.match, change.id),
                    .kind = news.kind,
                    .match = change.match,
                    .concerned = {},
                    .urgency = traits.urgency,
                    .due_at = change.at,
                    .expires_at = traits.life ? std::optional{change.at + *traits.life} : std::nullopt};
  if (news.kind == NoticeKind::corrected) {
    for (const auto kind : {NoticeKind::result, NoticeKind::live}) {
      const News told{.kind = kind};
      for (const auto match : doubles) occasion.edits.push_back(occasion_name(told, match, change.id));
      occasion.edits.push_back(occasion_name(told, change.match, change.id));
    }
  } else if (!news.each_time) {
    for (const auto match : doubles) occasion.former.push_back(occasion_name(news, match, change.id));
  }
  return occasion;
}

}  // namespace

std::vector<Occasion> occasions_of(const Change& change, const store::MatchConcerns& concerns) {
  std::vector<Occasion> occasions;
  for (const auto& news : news_of(change, concerns.details.match)) {
    auto& one = occasions.emplace_back(occasion_of(news, change, concerns.doubles));
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
