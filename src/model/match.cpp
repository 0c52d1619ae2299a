#include "model/match.hpp"

namespace cs2 {
namespace {

std::optional<Slot> other(std::optional<Slot> slot) {
  return slot ? std::optional{1 - *slot} : std::nullopt;
}

std::optional<Side> other(std::optional<Side> side) {
  if (!side) return std::nullopt;
  return *side == Side::ct ? Side::t : Side::ct;
}

std::optional<Score> other(std::optional<Score> score) {
  return score ? std::optional{score->swapped()} : std::nullopt;
}

}  // namespace

MatchFacts swapped(MatchFacts facts) {
  facts.score = other(facts.score);
  facts.advantage = other(facts.advantage);
  facts.winner = other(facts.winner);
  for (auto& map : facts.maps) {
    map.score = other(map.score);
    map.winner = other(map.winner);
    map.picked_by = other(map.picked_by);
    for (auto& half : map.halves) {
      half.rounds = half.rounds.swapped();
      half.first_side = other(half.first_side);
    }
  }
  for (auto& step : facts.veto) step.by = other(step.by);
  return facts;
}

MatchFacts normalized(MatchFacts facts) {
  const bool is_over = facts.status == MatchStatus::finished;
  const bool is_undecided = is_over && !facts.winner && !facts.draw;
  const bool is_level = facts.score && facts.score->first == facts.score->second;
  const bool nothing_won = facts.score == Score{};
  const bool is_live = facts.status == MatchStatus::live;
  if (!is_over && !is_live) facts.forfeit = facts.draw = false;
  if (facts.status == MatchStatus::cancelled) facts.winner.reset();
  if (facts.status == MatchStatus::cancelled || facts.forfeit || (is_undecided && is_level) ||
      (nothing_won && !is_over && !is_live))
    facts.score.reset();
  facts.disqualified = facts.disqualified && facts.forfeit;
  if (facts.advantage == Score{}) facts.advantage.reset();
  // Before the start it is told as what it is.
  if (facts.status == MatchStatus::scheduled && facts.advantage && facts.score == facts.advantage)
    facts.score.reset();
  return facts;
}

std::optional<Timestamp> time_of(const MatchFacts& facts) {
  if (facts.started_at) return facts.started_at;
  if (facts.scheduled_at) return facts.scheduled_at;
  if (facts.original_scheduled_at) return facts.original_scheduled_at;
  return facts.ended_at;
}

}  // namespace cs2
