// Names of teams, players and tournaments, for the in-memory index of autocomplete and free text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/ids.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class NameKind { team, tournament, player };

struct Named {
  NameKind kind = NameKind::team;
  std::int64_t id = 0;  // TeamId, TournamentId or PlayerId
  std::string name;     // shown; a player's nickname
  std::vector<std::string> aliases;
  double weight = 0;  // activity: matches within 30 days of now; tier counts more. A player has the team's

  // What tells it from another of the same name.
  std::string country;  // ISO 3166 alpha-2; empty where it is not known
  std::string region;   // of teams and tournaments, as the source names it
  TeamId team;          // in which a player is now
};

// Everything; and a number that moves whenever the answer would be another, cheap to ask.
std::vector<Named> list_names(Store& store);
std::int64_t names_revision(Store& store);

// One that was merged into another is found as that one.
std::optional<Team> find_team(Store& store, TeamId id);
std::optional<Tournament> find_tournament(Store& store, TournamentId id);

}  // namespace cs2::store
