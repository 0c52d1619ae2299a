// Invented matches, as one of the teams played them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/profile.hpp"

namespace cs2::stats {

inline MapResult map_of(std::string name, Score score) {
  return {.name = std::move(name), .status = MapStatus::finished, .score = score};
}

struct PlayedParts {
  std::optional<Slot> winner = 0;
  std::vector<MapResult> maps = {};
  Slot side = 0;
  std::string_view at = "2026-07-12T16:00:00Z";
};
inline PlayedMatch played(PlayedParts parts = {}) {
  PlayedMatch all;
  auto& match = all.details.match;
  match.status = MatchStatus::finished;
  match.winner = parts.winner;
  match.draw = !parts.winner;
  match.best_of = 3;
  match.scheduled_at = parse_iso8601(parts.at);
  match.maps = std::move(parts.maps);
  match.opponents[0].team = {1};
  match.opponents[1].team = {2};
  all.side = parts.side;
  return all;
}

inline std::vector<const PlayedMatch*> all_of(const std::vector<PlayedMatch>& matches) {
  std::vector<const PlayedMatch*> all;
  for (const auto& match : matches) all.push_back(&match);
  return all;
}

}  // namespace cs2::stats
