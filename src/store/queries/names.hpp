// Names of teams, players and tournaments, for the in-memory index of autocomplete and free text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/entity.hpp"
#include "model/ids.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class NameKind { team, tournament, player };

EntityKind entity_of(NameKind kind);
std::optional<NameKind> kind_of(EntityKind entity);  // a match has no name

struct Named {
  NameKind kind = NameKind::team;
  std::int64_t id = 0;  // TeamId, TournamentId or PlayerId
  std::string name;     // shown; a player's nickname
  std::vector<std::string> aliases;
  double weight = 0;  // how much people ask for it; a player weighs as much as the team

  // What tells it from another of the same name.
  std::string country;                 // ISO 3166 alpha-2; empty where it is not known
  std::string region;                  // of teams and tournaments, as the source names it
  TeamId team;                         // in which a player is now
  std::optional<Tier> tier;            // of an event
  std::optional<Timestamp> starts_at;  // same

  bool operator==(const Named&) const = default;
};

using NameKey = std::pair<NameKind, std::int64_t>;

// Of teams and tournaments; what is not here weighs nothing. Matches of the last month and of those to come
// count by their tier, those of the last year a tenth; a place in a ranking and the tier of an event count
// too.
using NameWeights = std::map<NameKey, double>;

// Moves whenever names or their weights would be others; cheap to ask.
struct NamesRevision {
  std::int64_t generation = 0;
  std::int64_t day = 0;  // weights fade although nothing is written

  bool operator==(const NamesRevision&) const = default;
};
NamesRevision names_revision(Store& store);

// What changed after a generation, or all there is. Weights are always whole: they are few.
struct NameDelta {
  std::int64_t generation = 0;  // up to which this was read
  bool whole = false;           // what is not here is gone
  std::vector<Named> named;     // new or changed, not weighed yet
  std::vector<NameKey> gone;    // merged or retired
  NameWeights weights;
};
NameDelta list_name_news(Store& store, std::optional<std::int64_t> after_generation);

// Everything, weighed.
std::vector<Named> list_names(Store& store);
double weight_of(const Named& named, const NameWeights& weights);

// One that was merged into another is found as that one.
std::optional<Team> find_team(Store& store, TeamId id);
std::optional<Tournament> find_tournament(Store& store, TournamentId id);

}  // namespace cs2::store
