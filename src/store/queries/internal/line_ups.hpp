// Who plays a match, and what they did in it.
#pragma once

#include <array>
#include <vector>

#include "model/match.hpp"
#include "model/player.hpp"
#include "store/store.hpp"

namespace cs2::store {

// By slot; empty where no source says.
std::array<std::vector<Player>, 2> list_line_up(Store& store, MatchId match);

struct PlayerFigures {
  Player player;
  PlayerMapStats stats;

  bool operator==(const PlayerFigures&) const = default;
};
// By map, then by player.
std::vector<PlayerFigures> list_player_stats(Store& store, MatchId match);

}  // namespace cs2::store
