// The words by which what is followed can be narrowed.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct FilterValues {
  std::vector<std::string>
      regions;  // of events, and what contains several of them: keys, or a word that we do not know
  std::vector<std::string> stages;  // the main stages of matches, as the sources write them
};

// The commonest first; of each at most limits::filter_values. Stages are those of matches since then.
FilterValues list_filter_values(Store& store, Timestamp stages_since);

}  // namespace cs2::store
