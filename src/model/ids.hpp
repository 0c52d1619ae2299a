#pragma once

#include "base/id.hpp"

namespace cs2 {

using TeamId = Id<struct TeamTag>;
using PlayerId = Id<struct PlayerTag>;
using TournamentId = Id<struct TournamentTag>;
using MatchId = Id<struct MatchTag>;
using ChangeId = Id<struct ChangeTag>;
using IssueId = Id<struct IssueTag>;

}  // namespace cs2
