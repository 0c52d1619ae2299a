// Players and teams with their stays, and changes in them, as a message names them.
#pragma once

#include "model/change.hpp"
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

// Somebody who joined or left a team, or changed his role there.
struct RosterMove {
  Change change;
  Player player;

  bool operator==(const RosterMove&) const = default;
};

}  // namespace cs2
