// What a person decides by whether two of ours are one: who speaks of each, who plays, when, against whom,
// where.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "model/entity.hpp"
#include "model/match.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Evidence {
  struct Played {
    std::optional<Timestamp> at;
    bool time_is_exact = true;
    std::string first, second;
    std::optional<Score> score;
    std::string event;
  };
  using Counts = std::vector<std::pair<std::string, int>>;  // the most first

  std::string name;
  std::vector<std::string> names;       // further ones
  std::vector<CrossReference> sources;  // what each calls it
  std::int64_t matches = 0;
  std::optional<Timestamp> first_at, last_at;
  std::vector<Played> last;  // the latest first
  Counts events;
  Counts opponents;                  // of a team
  std::vector<std::string> line_up;  // of a team: its roster, or that of its last match or ranking
  std::vector<std::string> teams;    // of a player
};

// Of each list at most `count`.
Evidence load_evidence(Store& store, EntityKind entity, std::int64_t id, int count);

}  // namespace cs2::store
