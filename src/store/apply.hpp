// How facts enter the store.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/batch.hpp"
#include "model/report.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Applied {
  int teams_created = 0;
  int tournaments_created = 0;
  int matches_created = 0;
  int matches_changed = 0;
  std::vector<Change> changes;  // as stored, with ids
};

// One transaction: rows, changes, external ids and sightings, all or nothing; idempotent (see
// model/batch.hpp). conflict: another writer was faster; load_known again and compare anew.
Result<Applied> apply(Store& store, const Batch& batch);

// What the store knows about the things a report names, and about what they might be.
struct Known {
  std::map<std::string, Team> teams;              // by the report's external id
  std::map<std::string, Tournament> tournaments;  // by the report's external id
  std::map<std::string, MatchId> matches;         // by the report's external id

  // Teams and tournaments that bear one of the report's folded names, whoever reported them.
  std::map<std::string, std::vector<Team>> teams_by_name;
  std::map<std::string, std::vector<Tournament>> tournaments_by_name;

  // The matches above, and every match of one of those teams, or within those tournaments, whose time is
  // within 14 days of a reported match, or that has no time; by id.
  std::map<MatchId, Match> rows;
  std::map<TournamentId, Tournament> homes;  // the tournaments of those matches
  // The latest word of each source on those rows.
  struct Said {
    ProviderName provider;
    std::string external_id;
    Match facts;
    Timestamp seen_at;
  };
  std::map<MatchId, std::vector<Said>> said;
};

Known load_known(Store& store, const Report& report);

}  // namespace cs2::store
