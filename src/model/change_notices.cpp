#include "model/change_notices.hpp"

#include <fmt/format.h>

namespace cs2 {
namespace {

ChangeNotice each_time(NoticeKind kind) {
  return {.kind = kind, .each_time = true};
}

}  // namespace

bool are_decided(const Match& match) {
  return match.opponents[0].team && match.opponents[1].team;
}

std::vector<ChangeNotice> notices_of(const Change& change, const Match& match) {
  if (change.is<MatchAnnounced>() || change.is<OpponentsDecided>()) {
    if (!are_decided(match)) return {};
    return {{.kind = NoticeKind::announced}};
  }
  // Whoever missed the start gets the live message with the next thing that happens. It goes first, so that
  // what it shows is known to be shown.
  const ChangeNotice live{.kind = NoticeKind::live};
  if (change.is<MatchStarted>()) return {live, {.kind = NoticeKind::started}};
  if (const auto* map = std::get_if<MapFinished>(&change.what)) {
    if (match.best_of == 1) return {live};  // the result says all of it
    return {live, {.kind = NoticeKind::map_finished, .map = map->number}};
  }
  if (change.is<MatchFinished>())
    return {live, {.kind = NoticeKind::result}, each_time(NoticeKind::corrected)};
  if (change.is<ResultCorrected>()) return {each_time(NoticeKind::corrected)};
  if (change.is<MatchRescheduled>()) return {each_time(NoticeKind::rescheduled)};
  if (change.is<MatchPostponed>() || change.is<MatchCancelled>()) return {each_time(NoticeKind::called_off)};
  if (change.is<MatchWithdrawn>() && are_decided(match)) return {each_time(NoticeKind::called_off)};
  return {};
}

ChangeNotice notice_of(const Change& change) {
  return each_time(change.is<RankingPublished>() ? NoticeKind::ranking : NoticeKind::roster);
}

std::string dedup_key(const Change& change) {
  const auto notice = notice_of(change);
  if (notice.kind != NoticeKind::roster) return dedup_key(notice, {}, change.id);
  return fmt::format("{}:{}:{}", name(notice.kind), change.team.value, unix_milliseconds(change.at));
}

std::string dedup_key(const ChangeNotice& notice, MatchId match, ChangeId change) {
  if (notice.each_time) return fmt::format("{}:{}", name(notice.kind), change.value);
  if (notice.map != 0) return fmt::format("{}:{}:{}", name(notice.kind), match.value, notice.map);
  return fmt::format("{}:{}", name(notice.kind), match.value);
}

}  // namespace cs2
