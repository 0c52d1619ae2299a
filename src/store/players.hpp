// Players, and the teams they play for over time.
#pragma once

#include <optional>
#include <vector>

#include "model/player.hpp"
#include "model/team.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Also one that was retired: whoever holds the id may see what it was. One that was merged is found as the
// survivor.
std::optional<Player> find_player(Store& store, PlayerId id);
// Who bears or bore this nickname, folded; several people may.
std::vector<Player> list_players_called(Store& store, std::string_view nickname);

struct RosterMember {
  Player player;
  RosterEntry stay;

  bool operator==(const RosterMember&) const = default;
};
// Who was in the team at that moment, as far as days are known: who plays first, then by since. A stay
// without a beginning has always been.
std::vector<RosterMember> list_roster(Store& store, TeamId team, Timestamp at);

struct TeamStay {
  Team team;
  RosterEntry stay;

  bool operator==(const TeamStay&) const = default;
};
// The present team first, then the last one.
std::vector<TeamStay> list_stays(Store& store, PlayerId player);

}  // namespace cs2::store
