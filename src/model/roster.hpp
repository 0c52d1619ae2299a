// Players and teams with their stays, as a message names them.
#pragma once

#include "model/player.hpp"
#include "model/team.hpp"

namespace cs2 {

struct RosterMember {
  Player player;
  RosterEntry stay;

  bool operator==(const RosterMember&) const = default;
};

struct TeamStay {
  Team team;
  RosterEntry stay;

  bool operator==(const TeamStay&) const = default;
};

}  // namespace cs2
