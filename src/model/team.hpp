#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/ids.hpp"

namespace cs2 {

struct Team {
  TeamId id;
  std::string name;
  std::optional<std::string> acronym;   // "NAVI"
  std::optional<std::string> country;   // ISO 3166 alpha-2, upper case; XK is Kosovo
  std::optional<std::string> logo_url;  // http(s)

  bool operator==(const Team&) const = default;
};

struct Player {
  PlayerId id;
  std::string nickname;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> nationality;  // ISO 3166 alpha-2, upper case
  std::optional<std::string> image_url;

  bool operator==(const Player&) const = default;
};

enum class RosterRole { player, captain, coach, stand_in, benched, staff };

struct RosterEntry {
  TeamId team;
  PlayerId player;
  RosterRole role = RosterRole::player;
  std::optional<Timestamp> since;
  std::optional<Timestamp> until;  // absent: still there

  bool operator==(const RosterEntry&) const = default;
};

}  // namespace cs2
