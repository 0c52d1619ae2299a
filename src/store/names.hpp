// Names of teams and tournaments, for the in-memory index of autocomplete and free text.
#pragma once

#include <string>
#include <vector>

#include <optional>

#include "model/ids.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class NameKind { team, tournament };

struct Named {
  NameKind kind = NameKind::team;
  std::int64_t id = 0;  // TeamId or TournamentId
  std::string name;     // shown
  std::vector<std::string> aliases;
  double weight = 0;  // activity: matches within 30 days of now; tier counts more
};

// Everything; and a number that moves whenever the answer would be another, cheap to ask.
std::vector<Named> list_names(Store& store);
std::int64_t names_revision(Store& store);

// One that was merged into another is found as that one.
std::optional<Team> find_team(Store& store, TeamId id);
std::optional<Tournament> find_tournament(Store& store, TournamentId id);

}  // namespace cs2::store
