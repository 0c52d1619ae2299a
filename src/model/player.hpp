// People, and the teams they play for over time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "model/ids.hpp"

namespace cs2 {

struct Player {
  PlayerId id;
  std::string nickname;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> nationality;  // ISO 3166 alpha-2, upper case; XK is Kosovo
  std::optional<std::string> image_url;    // http(s)

  bool operator==(const Player&) const = default;
};

enum class RosterRole { player, captain, stand_in, benched, coach, staff };

std::string_view name(RosterRole role);  // as stored: "stand_in"
std::optional<RosterRole> parse_roster_role(std::string_view name);

// Whether somebody in this role is on the server in a match.
constexpr bool plays(RosterRole role) {
  return role == RosterRole::player || role == RosterRole::captain || role == RosterRole::stand_in;
}

// One stay of a player in a team. Days, not hours: sources say no more.
struct RosterEntry {
  TeamId team;
  PlayerId player;
  RosterRole role = RosterRole::player;
  std::optional<Timestamp> since;
  std::optional<Timestamp> until;  // absent: still there

  bool operator==(const RosterEntry&) const = default;
};

}  // namespace cs2
