// Whom a match concerns, for subscriptions to be found by.
#pragma once

#include <optional>
#include <vector>

#include "model/match_details.hpp"
#include "model/subscription.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct MatchAudience {
  MatchDetails details;
  std::vector<AudienceMember>
      members;  // teams, their players, the event, its tier and those below, everything
  MatchTraits traits;
  std::vector<MatchId> doubles;  // that were merged into it: what was sent of them was sent of it
};

// For store's own files: of each of these matches, retired or not, with one statement for each table.
std::vector<MatchAudience> load_audience(Sql& sql, std::vector<MatchDetails> matches);

// Nothing when there is no such match, or it is retired.
std::optional<MatchAudience> find_audience(Store& store, MatchId match);
// Of one that was withdrawn: whom it concerned.
std::optional<MatchAudience> find_former_audience(Store& store, MatchId match);

// Of a change in a team's roster, or of a ranking when `team` is none.
std::vector<AudienceMember> audience_of_team(TeamId team, PlayerId player);

}  // namespace cs2::store
