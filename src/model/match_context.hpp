// What a card says of the two opponents beside their match.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/match.hpp"
#include "model/player.hpp"

namespace cs2 {

struct OpponentContext {
  std::optional<int> position;  // in Valve's newest world ranking
  std::vector<Match> last;      // that it finished before this one, the latest first
  std::vector<Player> line_up;  // of the match, else of the roster while it is not over

  bool operator==(const OpponentContext&) const = default;
};

struct MatchContext {
  std::array<OpponentContext, 2> opponents;  // in the match's order
  std::optional<MatchSource> ranking;        // where a position comes from

  bool operator==(const MatchContext&) const = default;
};

}  // namespace cs2
