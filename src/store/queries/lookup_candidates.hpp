// What a source is asked about by name: the things of the days around now.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/entity.hpp"
#include "model/provider_name.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct SubjectQuery {
  ProviderName provider;
  std::string feed;
  EntityKind entity = EntityKind::match;
  Timestamp now;
  Timestamp asked_before;  // who was asked about since then is left out
  int count = 1;
};

// The provider's ids of matches that run or have ended within a day; or of the tournaments, teams and players
// of the matches from a day ago to a week ahead, and once of tournaments without dates. Those never asked
// about come first, then the longest unasked.
std::vector<std::string> list_subjects(Store& store, const SubjectQuery& query);
void note_asked(Store& store, ProviderName provider, const std::string& feed,
                const std::vector<std::string>& subjects, Timestamp at);

}  // namespace cs2::store
