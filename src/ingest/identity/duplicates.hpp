// Pairs of ours that turn out to be one, now that a report was written.
//
// A decision that was right to be careful may be closed by what is told later: the same roster, the same
// rival at the same minute, a time that moved to where the other one stands. So every pair that a report
// touches is compared anew, whoever was there first; and the order in which sources speak does not matter.
#pragma once

#include <vector>

#include "model/report.hpp"
#include "model/review.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

struct Duplicate {
  EntityKind entity = EntityKind::team;
  std::int64_t from = 0;  // the younger one
  std::int64_t into = 0;
  Resemblance resemblance;
  std::string external_id;  // of what was told
  std::string observation;  // for people
};

struct Doubles {
  std::vector<Duplicate> same;       // sure enough to merge
  std::vector<Duplicate> ambiguous;  // for a person
};

// `known` is what load_snapshot gives for the report after it was written. Pairs of which a person said that
// they differ are left out.
Doubles find_doubles(const Report& report, const store::StoreSnapshot& known);

// What is double within a team: its matches and its players, all with each other.
Doubles find_doubles_within(const store::StoreSnapshot& team);

}  // namespace cs2::ingest
