#include "notify/occasions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "notify/kinds.hpp"

namespace cs2::notify {
namespace {

using store::Occasion;

Occasion occasion(NoticeKind kind, std::string name, const Change& change) {
  const auto& traits = find_kind(kind);
  return {.name = std::move(name),
          .kind = kind,
          .match = change.match,
          .concerned = {},
          .urgency = traits.urgency,
          .due_at = change.at,
          .expires_at = traits.life ? std::optional{change.at + *traits.life} : std::nullopt};
}

// What was told of a match is told once, however often a source takes it back and says it again. A move or a
// call-off is news each time.
class Of {
 public:
  explicit Of(const Change& change, std::span<const MatchId> doubles = {})
      : change_(change), doubles_(doubles) {}

  Occasion once(NoticeKind kind) const { return once(kind, ""); }
  Occasion map(int number) const { return once(NoticeKind::map_finished, fmt::format(":{}", number)); }
  Occasion each_time(NoticeKind kind) const {
    return occasion(kind, fmt::format("{}:{}", name(kind), change_.id.value), change_);
  }
  Occasion correction() const {
    auto corrected = each_time(NoticeKind::corrected);
    for (const auto kind : {NoticeKind::result, NoticeKind::live}) {
      auto told = once(kind);
      std::ranges::move(told.former, std::back_inserter(corrected.edits));
      corrected.edits.push_back(std::move(told.name));
    }
    return corrected;
  }

 private:
  Occasion once(NoticeKind kind, std::string_view part) const {
    const auto name_for = [&](MatchId match) {
      return fmt::format("{}:{}{}", name(kind), match.value, part);
    };
    auto news = occasion(kind, name_for(change_.match), change_);
    for (const auto match : doubles_) news.former.push_back(name_for(match));
    return news;
  }

  const Change& change_;
  std::span<const MatchId> doubles_;
};

std::vector<Occasion> of_match(const Change& change, const Match& match, std::span<const MatchId> doubles) {
  const Of of{change, doubles};
  if (change.is<MatchAnnounced>() || change.is<OpponentsDecided>()) {
    if (!are_decided(match)) return {};
    return {of.once(NoticeKind::announced)};
  }
  // Whoever missed the start gets the live message with the next thing that happens.
  if (change.is<MatchStarted>()) return {of.once(NoticeKind::started), of.once(NoticeKind::live)};
  if (const auto* map = std::get_if<MapFinished>(&change.what)) {
    if (match.best_of == 1) return {of.once(NoticeKind::live)};  // the result says all of it
    return {of.map(map->number), of.once(NoticeKind::live)};
  }
  if (change.is<MatchFinished>())
    return {of.once(NoticeKind::result), of.once(NoticeKind::live), of.correction()};
  if (change.is<ResultCorrected>()) return {of.correction()};
  if (change.is<MatchRescheduled>()) return {of.each_time(NoticeKind::rescheduled)};
  if (change.is<MatchPostponed>() || change.is<MatchCancelled>())
    return {of.each_time(NoticeKind::called_off)};
  return {};
}

}  // namespace

bool are_decided(const Match& match) {
  return match.opponents[0].team && match.opponents[1].team;
}

std::vector<Occasion> occasions_of(const Change& change, const store::MatchConcerns& concerns) {
  auto occasions = of_match(change, concerns.details.match, concerns.doubles);
  for (auto& one : occasions) {
    one.concerned = concerns.concerned;
    one.traits = concerns.traits;
  }
  return occasions;
}

std::vector<Occasion> occasions_of_roster(const Change& change) {
  auto news = Of{change}.each_time(NoticeKind::roster);
  news.concerned = store::concerns_of_team(change.team, change.player);
  return {std::move(news)};
}

std::vector<Occasion> occasions_of_ranking(const Change& change, const RankingPage& page) {
  auto news = Of{change}.each_time(NoticeKind::ranking);
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
