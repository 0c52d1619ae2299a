#include "ingest/compare.hpp"

#include <algorithm>
#include <set>

#include "model/validate.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds moved_at_least = 5min;  // smaller moves are delays of a running day, not news
constexpr milliseconds result_is_news = 12h;
constexpr milliseconds first_readings = 5min;  // of all of a source's lists
constexpr milliseconds first_rosters = 48h;    // which are read one by one

bool is_decided(const Match& match) {
  return match.opponents[0].team && match.opponents[1].team;
}

bool is_ahead(const Match& match) {
  return match.status == MatchStatus::scheduled || match.status == MatchStatus::postponed;
}

bool is_over(const Match& match) {
  return match.status == MatchStatus::finished || match.status == MatchStatus::cancelled;
}

bool was_moved(const Match& before, const Match& after) {
  if (!is_ahead(before) || after.status != MatchStatus::scheduled || !after.scheduled_at) return false;
  if (!before.scheduled_at) return true;
  // A day that got its hour is news; an hour that only stands for a day is none.
  if (!after.time_is_exact)
    return std::chrono::floor<days>(*before.scheduled_at) != std::chrono::floor<days>(*after.scheduled_at);
  if (!before.time_is_exact) return true;
  const auto by = *after.scheduled_at - *before.scheduled_at;
  return by >= moved_at_least || by <= -moved_at_least;
}

// Some sources tell maps one by one, others only the series score: n maps won are the first n maps finished.
std::set<int> finished_maps(const Match& match) {
  std::set<int> numbers;
  for (const auto& map : match.maps) {
    if (map.status == MapStatus::finished && (map.winner || map.score)) numbers.insert(map.number);
  }
  if (match.score) {
    const auto sum = [](Score score) { return score.first + score.second; };
    const int played = sum(*match.score) - sum(match.advantage.value_or(Score{}));
    for (int number = 1; number <= played; ++number) numbers.insert(number);
  }
  return numbers;
}

bool result_differs(const Match& before, const Match& after) {
  return !has_result(after) || before.winner != after.winner || before.score != after.score ||
         before.draw != after.draw;
}

class Changes {
 public:
  Changes(MatchId match, Timestamp at) : match_(match), at_(at) {}
  void add(const What& what) { changes_.push_back({.id = {}, .match = match_, .at = at_, .what = what}); }
  std::vector<Change> take() { return std::move(changes_); }

 private:
  MatchId match_;
  Timestamp at_;
  std::vector<Change> changes_;
};

bool is_recent(const Match& match, Timestamp now) {
  const auto at = match.ended_at ? match.ended_at : time_of(match);
  return at && now - *at <= result_is_news;
}

void compare_new(const Match& after, Timestamp now, Changes& changes) {
  if (!is_over(after)) changes.add(MatchAnnounced{});
  if (after.status == MatchStatus::live) changes.add(MatchStarted{});
  if (has_result(after) && is_recent(after, now)) changes.add(MatchFinished{});
}

}  // namespace

std::vector<Change> compare(const std::optional<Match>& stored, const Match& after, Timestamp now) {
  Changes changes{after.id, now};
  if (!stored) {
    compare_new(after, now, changes);
    return changes.take();
  }

  const auto& before = *stored;
  if (!is_decided(before) && is_decided(after)) changes.add(OpponentsDecided{});
  if (was_moved(before, after)) {
    const auto from = before.time_is_exact ? before.scheduled_at : std::nullopt;  // of a day no hour is known
    changes.add(MatchRescheduled{from, after.scheduled_at});
  }
  if (is_ahead(before) && after.status == MatchStatus::live) changes.add(MatchStarted{});
  if (before.status == MatchStatus::live && (after.status == MatchStatus::live || has_result(after))) {
    const auto known = finished_maps(before);
    for (const int number : finished_maps(after)) {
      if (!known.contains(number)) changes.add(MapFinished{number});
    }
  }
  // The score of a match that had long ended without one is history too.
  const bool was_known_to_end = before.status == MatchStatus::finished && !is_recent(after, now);
  if (!has_result(before) && has_result(after) && !was_known_to_end) changes.add(MatchFinished{});
  if (has_result(before) && result_differs(before, after))
    changes.add(ResultCorrected{.score_before = before.score, .winner_before = before.winner});
  if (before.status != MatchStatus::postponed && after.status == MatchStatus::postponed)
    changes.add(MatchPostponed{});
  if (before.status != MatchStatus::cancelled && after.status == MatchStatus::cancelled)
    changes.add(MatchCancelled{});
  return changes.take();
}

bool is_news(const Change& change, const std::optional<Match>& before, const Match& after,
             const Reading& reading) {
  if (change.is<ResultCorrected>() || change.is<MapFinished>()) return true;
  // What was seen live is seen to end, whoever says so.
  if (change.is<MatchFinished>()) {
    const auto ended_at = after.ended_at ? after.ended_at : time_of(after);
    return (before && before->status == MatchStatus::live) || !ended_at || *ended_at >= reading.since;
  }
  if (change.is<MatchStarted>()) {
    const auto started_at = after.started_at ? after.started_at : after.scheduled_at;
    return !started_at || *started_at >= reading.since;
  }
  return reading.now - reading.since >= first_readings;
}

bool is_news(const Change& change, const Reading& reading) {
  const auto first_day = std::chrono::floor<days>(reading.since);
  if (const auto* ranking = std::get_if<RankingPublished>(&change.what))
    return ranking->published >= first_day;
  const auto* joined = std::get_if<PlayerJoined>(&change.what);
  const auto* left = std::get_if<PlayerLeft>(&change.what);
  const auto day = joined ? joined->since : left ? left->until : std::nullopt;
  // Days that no source gives are those of the reading.
  const bool is_told = day && *day < std::chrono::floor<days>(reading.now);
  return is_told ? *day >= first_day : reading.now - reading.since >= first_rosters;
}

}  // namespace cs2::ingest
