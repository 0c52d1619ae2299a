// What a team or a player has played, for statistics.
//
// A few bounded statements in one transaction, and never from the cache: a year of every team that somebody
// asks about would fill the memory. One that was merged into another is found as that one.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "model/profile.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Finished matches with time_of(match) in [from, to), at most limits::played_max. Without `from` all of them.
struct PlayedPeriod {
  std::optional<Timestamp> from;
  Timestamp to;
};
// Nothing where there is no such team or player. With `opponent` only what they played against each other.
std::optional<TeamHistory> find_team_history(Store& store, TeamId team, PlayedPeriod period,
                                             std::optional<TeamId> opponent = {});
// Matches with the player in a line-up or with figures of his.
std::optional<PlayerHistory> find_player_history(Store& store, PlayerId player, PlayedPeriod period);

}  // namespace cs2::store
