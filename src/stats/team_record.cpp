#include "stats/team_record.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

namespace cs2::stats {
namespace {

constexpr std::chrono::sys_days cs2_released{std::chrono::year{2023} / std::chrono::September / 27};
constexpr int regulation = 24;
constexpr int regulation_before_cs2 = 30;

Outcome outcome_for(Slot side, std::optional<Slot> winner) {
  if (!winner) return Outcome::drawn;
  return *winner == side ? Outcome::won : Outcome::lost;
}

// ---- the veto

bool was_picked(const MapResult& map) {
  return map.picked_by.has_value();
}

bool has_known_veto(const Match& match) {
  return !match.veto.empty() || std::ranges::any_of(match.maps, was_picked);
}

// What the veto left over, or what nobody picked where others were picked.
bool is_decider(const Match& match, const MapResult& map) {
  if (map.picked_by) return false;
  const auto left_over = std::ranges::find(match.veto, VetoAction::decider, &VetoStep::action);
  if (left_over != match.veto.end()) return left_over->map == map.name;
  return std::ranges::any_of(match.maps, was_picked);
}

// Some sources tell of a veto only which map was left over.
bool tells_picks(const std::vector<VetoStep>& veto) {
  return std::ranges::any_of(veto, [](const VetoStep& step) { return step.by.has_value(); });
}

// ---- one map

void add_half(Sides& sides, const Half& half, Slot own) {
  if (!half.first_side) return;
  const bool as_ct = (*half.first_side == Side::ct) == (own == 0);
  auto& side = as_ct ? sides.ct : sides.t;
  side.won += half.rounds.of(own);
  side.played += half.rounds.first + half.rounds.second;
}

void add_map(MapFigures& figures, const Match& match, const MapResult& map, Slot own, Timestamp at) {
  const auto outcome = outcome_for(own, counted_winner(map));
  figures.record.add(outcome);
  if (map.picked_by) (*map.picked_by == own ? figures.own_picks : figures.their_picks).add(outcome);
  if (is_decider(match, map)) figures.deciders.add(outcome);
  for (const auto& half : map.halves)
    add_half(half.overtime ? figures.overtime_sides : figures.sides, half, own);
  if (!map.score) return;
  figures.rounds.first += map.score->of(own);
  figures.rounds.second += map.score->of(1 - own);
  ++figures.with_rounds;
  figures.overtimes += had_overtime(*map.score, at) ? 1 : 0;
}

class Counter {
 public:
  explicit Counter(std::optional<std::string_view> map) : wanted_(map) {}

  void add(const PlayedMatch& played) {
    const auto& match = played.details.match;
    const auto outcome = outcome_for(played.side, match.winner);
    record_.matches.add(outcome);
    outcomes_.push_back(outcome);
    const auto at = time_of(match).value_or(Timestamp{});
    for (const auto& map : match.maps) {
      if (!counted_winner(map) || !is_wanted(*map.name)) continue;
      for (auto* figures : {&record_.total, &of(*map.name)}) add_map(*figures, match, map, played.side, at);
    }
    if (!has_known_veto(match)) return;
    ++record_.vetoes;
    add_veto(match, played.side);
    if (!tells_picks(match.veto)) add_picks(match, played.side);
  }

  TeamRecord take() {
    record_.streak = current_streak(outcomes_);
    record_.longest_win_streak = longest_win_streak(outcomes_);
    for (auto& [name, figures] : maps_) record_.maps.push_back(std::move(figures));
    std::ranges::sort(record_.maps, {}, [&](const MapFigures& each) {
      return std::tuple{each.record.decided() == 0, -shrunk_rate(each.record, record_.total.record),
                        each.map};
    });
    return std::move(record_);
  }

 private:
  bool is_wanted(std::string_view map) const { return !wanted_ || *wanted_ == map; }

  MapFigures& of(const std::string& map) {
    auto& figures = maps_[map];
    figures.map = map;
    return figures;
  }

  void count(const std::string& map, int MapFigures::* what) {
    if (map.empty() || !is_wanted(map)) return;
    ++(of(map).*what);
    ++(record_.total.*what);
  }

  // Of a source that says who picked the maps that were played, and nothing of what was banned.
  void add_picks(const Match& match, Slot own) {
    for (const auto& map : match.maps) {
      if (map.name && map.picked_by == own) count(*map.name, &MapFigures::picked);
    }
  }

  void add_veto(const Match& match, Slot own) {
    for (const auto& step : match.veto) {
      if (step.action == VetoAction::decider) count(step.map, &MapFigures::left_over);
      if (step.by != own) continue;
      if (step.action == VetoAction::pick) count(step.map, &MapFigures::picked);
      if (step.action == VetoAction::ban) count(step.map, &MapFigures::banned);
    }
  }

  std::optional<std::string_view> wanted_;
  TeamRecord record_;
  std::map<std::string, MapFigures> maps_;
  std::vector<Outcome> outcomes_;
};

}  // namespace

bool counts(const Match& match) {
  const bool knows_both = match.opponents[0].team && match.opponents[1].team;
  return match.status == MatchStatus::finished && !match.forfeit && knows_both &&
         (match.winner || match.draw);
}

std::optional<Slot> counted_winner(const MapResult& map) {
  if (map.status != MapStatus::finished || map.forfeit || !map.name) return std::nullopt;
  if (map.winner) return map.winner;
  if (!map.score || map.score->first == map.score->second) return std::nullopt;
  return map.score->first > map.score->second ? 0 : 1;
}

bool had_overtime(Score rounds, Timestamp at) {
  return rounds.first + rounds.second > (at < cs2_released ? regulation_before_cs2 : regulation);
}

TeamRecord compute_team_record(std::span<const PlayedMatch* const> matches,
                               std::optional<std::string_view> map) {
  Counter counter{map};
  for (const auto* played : matches) counter.add(*played);
  return counter.take();
}

}  // namespace cs2::stats
