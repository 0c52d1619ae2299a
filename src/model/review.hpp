// How sure we are that two of our things are one, and what waits for a person because we are not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/entity.hpp"

namespace cs2 {

// One reason for or against, by the name under which src/ingest/identity/weights.hpp explains it.
struct Reason {
  std::string name;
  int points = 0;

  bool operator==(const Reason&) const = default;
};

struct Resemblance {
  std::vector<Reason> reasons;

  void add(std::string_view name, int points) { reasons.push_back({std::string{name}, points}); }
  int points() const {
    int sum = 0;
    for (const auto& reason : reasons) sum += reason.points;
    return sum;
  }
  bool operator==(const Resemblance&) const = default;
};

// Two of ours that may be one. `ours` is the newer one; negative while its batch creates it.
struct ReviewWrite {
  EntityKind entity = EntityKind::team;
  std::int64_t ours = 0;
  std::int64_t candidate = 0;
  Resemblance score;
  std::string external_id;  // of the batch's provider
  std::string observation;  // what it said, for people: "BB Team (bb-team)"
};

}  // namespace cs2
