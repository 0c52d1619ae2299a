#include "model/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace cs2 {
namespace {

// Sources' clocks differ a little from ours.
constexpr auto clock_tolerance = minutes{10};
constexpr int best_of_max = 9;
constexpr int rounds_max = 200;  // the longest professional map had 88
constexpr int maps_max = 12;
// Counter-Strike was released in 2000; a match planned years ahead is a parsing mistake.
constexpr Timestamp earliest = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
constexpr auto planned_ahead_max = days{3 * 366};

class Findings {
 public:
  template <class... Args>
  void add(std::string_view rule, fmt::format_string<Args...> detail, Args&&... args) {
    found_.push_back({rule, fmt::format(detail, std::forward<Args>(args)...)});
  }
  std::vector<Violation> take() { return std::move(found_); }

 private:
  std::vector<Violation> found_;
};

bool is_slot(std::optional<Slot> slot) {
  return !slot || *slot == 0 || *slot == 1;
}

void check_times(const MatchFacts& facts, Timestamp now, Findings& findings) {
  for (const auto& [what, at] :
       {std::pair{"scheduled", facts.scheduled_at}, std::pair{"first scheduled", facts.original_scheduled_at},
        std::pair{"started", facts.started_at}, std::pair{"ended", facts.ended_at}}) {
    if (at && (*at < earliest || *at > now + planned_ahead_max))
      findings.add("time_plausible", "{} at {}", what, to_iso8601(*at));
  }
  if (facts.ended_at && *facts.ended_at > now + clock_tolerance)
    findings.add("ended_in_the_past", "ended at {}", to_iso8601(*facts.ended_at));
  if (facts.started_at && facts.ended_at && *facts.started_at > *facts.ended_at)
    findings.add("times_in_order", "started at {}, ended at {}", to_iso8601(*facts.started_at),
                 to_iso8601(*facts.ended_at));
}

void check_series(const MatchFacts& facts, Findings& findings) {
  if (facts.best_of && (*facts.best_of < 1 || *facts.best_of > best_of_max))
    findings.add("best_of", "best of {}", *facts.best_of);
  if (!is_slot(facts.winner)) findings.add("winner", "slot {}", *facts.winner);
  if (facts.winner && facts.draw) findings.add("winner", "a draw with a winner");
  if (facts.advantage && (facts.advantage->first < 0 || facts.advantage->second < 0 ||
                          facts.advantage->first + facts.advantage->second > 1))
    findings.add("advantage", "{}:{}", facts.advantage->first, facts.advantage->second);
  if (facts.winner && facts.status != MatchStatus::finished && facts.status != MatchStatus::cancelled)
    findings.add("winner", "a winner while {}", name(facts.status));
  if (!facts.score) return;

  const auto& score = *facts.score;
  if (score.first < 0 || score.second < 0) {
    findings.add("series_score", "{}:{}", score.first, score.second);
    return;
  }
  if (facts.best_of) {
    const int played = score.first + score.second;
    const int needed = *facts.best_of / 2 + 1;
    if (played > *facts.best_of || score.first > needed || score.second > needed)
      findings.add("best_of_respected", "{}:{} in a best of {}", score.first, score.second, *facts.best_of);
  }
  if (facts.winner && is_slot(facts.winner) && !facts.forfeit &&
      score.of(*facts.winner) < score.of(1 - *facts.winner))
    findings.add("winner_fits_score", "slot {} wins with {}:{}", *facts.winner, score.first, score.second);
  if (facts.status == MatchStatus::scheduled && (score.first > 0 || score.second > 0))
    findings.add("score_before_start", "{}:{}", score.first, score.second);
}

void check_map(const MapResult& map, Findings& findings) {
  if (map.number < 1 || map.number > maps_max) findings.add("map_number", "map {}", map.number);
  if (!is_slot(map.winner) || !is_slot(map.picked_by))
    findings.add("winner", "map {}: no such slot", map.number);
  if (!map.score) return;

  const auto& score = *map.score;
  if (score.first < 0 || score.second < 0 || score.first > rounds_max || score.second > rounds_max) {
    findings.add("map_score", "map {}: {}:{}", map.number, score.first, score.second);
    return;
  }
  if (map.status == MapStatus::finished && !map.forfeit && !is_final_map_score(score))
    findings.add("map_score", "map {} ended {}:{}", map.number, score.first, score.second);
  if (map.winner && is_slot(map.winner) && !map.forfeit && score.of(*map.winner) < score.of(1 - *map.winner))
    findings.add("winner_fits_score", "map {}: slot {} wins with {}:{}", map.number, *map.winner, score.first,
                 score.second);
  if (!map.halves.empty()) {
    Score sum;
    for (const auto& half : map.halves)
      sum = {sum.first + half.rounds.first, sum.second + half.rounds.second};
    if (sum != score)
      findings.add("halves_sum", "map {}: halves give {}:{}, not {}:{}", map.number, sum.first, sum.second,
                   score.first, score.second);
  }
}

void check_maps(const MatchFacts& facts, Findings& findings) {
  Score won;
  int last = 0;
  for (const auto& map : facts.maps) {
    check_map(map, findings);
    if (map.number <= last) findings.add("map_number", "map {} after map {}", map.number, last);
    last = map.number;
    if (map.winner == 0) ++won.first;
    if (map.winner == 1) ++won.second;
  }
  // A series may start one map ahead (the upper bracket's advantage), so the score may exceed the maps, not
  // fall below.
  if (facts.score && facts.status == MatchStatus::finished && !facts.forfeit &&
      (won.first > facts.score->first || won.second > facts.score->second))
    findings.add("maps_fit_series", "maps won {}:{}, series {}:{}", won.first, won.second, facts.score->first,
                 facts.score->second);
}

}  // namespace

bool is_final_map_score(Score score) {
  const auto [low, high] = std::minmax(score.first, score.second);
  if (high == 13) return low <= 11;
  // Overtimes of six rounds: won at 16, 19, 22 … with the other side two to four rounds behind.
  // Counter-Strike: Global Offensive was first to 16, its overtimes likewise; old results stay valid.
  if (high >= 16 && (high - 13) % 3 == 0)
    return (high == 16 && low <= 14) || (low >= high - 4 && low <= high - 2);
  return false;
}

std::vector<Violation> validate(const MatchFacts& facts, Timestamp now) {
  Findings findings;
  check_times(facts, now, findings);
  check_series(facts, findings);
  check_maps(facts, findings);
  return findings.take();
}

bool has_result(const MatchFacts& facts) {
  if (facts.status != MatchStatus::finished) return false;
  return facts.forfeit || ((facts.winner || facts.draw) && facts.score);
}

std::optional<MatchFacts> without_violations(MatchFacts facts, Timestamp now) {
  const auto breaks = [now](const MatchFacts& some) { return !validate(some, now).empty(); };
  const auto is_plausible = [now](const std::optional<Timestamp>& at) {
    return !at || (*at >= earliest && *at <= now + planned_ahead_max);
  };
  for (auto* at : {&facts.scheduled_at, &facts.original_scheduled_at, &facts.started_at, &facts.ended_at}) {
    if (!is_plausible(*at)) at->reset();
  }
  if (facts.ended_at && *facts.ended_at > now + clock_tolerance) facts.ended_at.reset();
  if (facts.started_at && facts.ended_at && *facts.started_at > *facts.ended_at) facts.started_at.reset();
  for (auto& map : facts.maps) {
    const auto alone = [&] {
      MatchFacts only;
      only.maps = {map};
      return only;
    };
    if (breaks(alone())) map.halves.clear();
    if (breaks(alone())) map.score.reset();
  }
  if (breaks(facts)) facts.maps.clear();
  if (facts.best_of && (*facts.best_of < 1 || *facts.best_of > best_of_max)) facts.best_of.reset();
  // A result that cannot be is none, and what was known of it stays as it was.
  if (facts.status != MatchStatus::finished && breaks(facts)) {
    facts.score.reset();
    facts.advantage.reset();
    facts.winner.reset();
    facts.draw = false;
  }
  return breaks(facts) ? std::nullopt : std::optional{std::move(facts)};
}

}  // namespace cs2
