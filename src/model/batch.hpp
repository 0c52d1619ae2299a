// Rows to write together: what ingest hands to the store.
//
// New rows carry negative ids, unique within the batch, and may be referred to by them; the store gives them
// real ids. Applying the same batch twice changes nothing the second time: an external id that is already
// known means its row exists, and a match equal to the stored one is not written again, nor are its changes.
#pragma once

#include <string>
#include <vector>

#include "model/change.hpp"
#include "model/match.hpp"
#include "model/provider_name.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

struct TeamWrite {
  Team team;
  std::vector<std::string> external_ids;  // of the batch's provider
  std::vector<std::string> aliases;
};

struct TournamentWrite {
  Tournament tournament;
  std::vector<std::string> external_ids;
};

struct MatchWrite {
  Match
      match;  // `revision` is the one it was compared with; the store refuses (conflict) when it has moved on
  std::vector<std::string> external_ids;
  std::vector<Change> changes;  // their `match` is this match
};

// The latest word of one source about one match, kept so that facts can be merged again when another source
// speaks.
struct Sighting {
  MatchId match;
  std::string external_id;
  std::string url;
  Match facts;  // in the match's canonical orientation; id and revision unset
};

struct Batch {
  ProviderName provider = ProviderName::sample;
  Timestamp observed_at;
  std::vector<TeamWrite> teams;
  std::vector<TournamentWrite> tournaments;
  std::vector<MatchWrite> matches;
  std::vector<Sighting> sightings;  // written and marked as seen at `observed_at`, also where nothing changed
};

}  // namespace cs2
