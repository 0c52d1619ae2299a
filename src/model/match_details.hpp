#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/match.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

// A match with everything that a message about it needs.
struct MatchDetails {
  Match match;
  std::optional<Tournament> tournament;
  std::array<std::optional<Team>, 2> teams;  // in the match's order; absent while undecided
  std::vector<MatchSource> sources;          // freshest first

  bool operator==(const MatchDetails&) const = default;
};

}  // namespace cs2
