// Players, and the teams they play for over time.
#pragma once

#include <optional>
#include <vector>

#include "model/roster.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Also one that was retired: whoever holds the id may see what it was. One that was merged is found as the
// survivor.
std::optional<Player> find_player(Store& store, PlayerId id);
// Who bears or bore this nickname, folded; several people may.
std::vector<Player> list_players_called(Store& store, std::string_view nickname);

// Who was in the team at that moment, as far as days are known: who plays first, then by since. A stay
// without a beginning has always been.
std::vector<RosterMember> list_roster(Store& store, TeamId team, Timestamp at);

// All who are or were in the team, in that order.
std::vector<RosterMember> list_members(Store& store, TeamId team);

// The present team first, then the last one.
std::vector<TeamStay> list_stays(Store& store, PlayerId player);

}  // namespace cs2::store
