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

std::optional<Timestamp> time_of(const MatchFacts& facts) {
  if (facts.started_at) return facts.started_at;
  if (facts.scheduled_at) return facts.scheduled_at;
  if (facts.original_scheduled_at) return facts.original_scheduled_at;
  return facts.ended_at;
}

}  // namespace cs2
