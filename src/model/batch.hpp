// Rows to write together: what ingest hands to the store.
//
// New rows carry negative ids, unique within the batch, and may be referred to by them; the store gives them
// real ids. Applying the same batch twice changes nothing the second time: an external id that is already
// known means its row exists, and a row equal to the stored one is not written again, nor are its changes.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/change.hpp"
#include "model/entity.hpp"
#include "model/issue.hpp"
#include "model/match.hpp"
#include "model/player.hpp"
#include "model/provider_name.hpp"
#include "model/ranking.hpp"
#include "model/review.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

struct TeamWrite {
  Team team;
  std::vector<std::string> external_ids;  // of the batch's provider
  std::vector<std::string> aliases;
  std::vector<CrossReference> cross_references =
      {};  // a claim: an id that is somebody else's already stays there
};

struct PlayerWrite {
  Player player;
  std::vector<std::string> external_ids;
  std::vector<std::string> aliases;
  std::vector<CrossReference> cross_references = {};
};

struct TournamentWrite {
  Tournament tournament;
  std::vector<std::string> external_ids;
  std::vector<CrossReference> cross_references = {};
};

struct MatchWrite {
  Match
      match;  // `revision` is the one it was compared with; the store refuses (conflict) when it has moved on
  std::vector<std::string> external_ids;
  std::vector<Change> changes;  // their `match` is this match
  std::vector<CrossReference> cross_references = {};
  bool revived = false;  // it was retired, and is spoken of again
};

// Who plays a match, or what they did in it. What is said of a side, or of a player on a map, is replaced.
struct LineUpWrite {
  MatchId match;
  std::array<std::vector<PlayerId>, 2> players;  // an empty side is left as it is
};
struct PlayerStatsWrite {
  MatchId match;
  std::vector<PlayerMapStats> stats;
};

// A match that is shown to nobody any more, unless somebody speaks of it again.
struct MatchRetirement {
  MatchId match;
  std::string reason;  // "deleted by pandascore"
};

// The latest word of one source about one match, kept so that facts can be merged again when another source
// speaks.
struct Sighting {
  MatchId match;
  std::string external_id;
  std::string url;
  Match facts;  // in the match's canonical orientation; id and revision unset
};

// A new stay, or one as it is from now on.
struct RosterWrite {
  RosterEntry entry;
  std::optional<RosterEntry> before;  // the stored stay that it replaces; conflict when that is not there
  std::string url;
  std::vector<Change> changes;
};

struct RankingWrite {
  Ranking ranking;  // replaces the one of its date
  std::vector<Change> changes;
};

// Where a source shows one of ours, and that it did so again. The external id is of this batch or known.
struct PageWrite {
  EntityKind entity = EntityKind::team;  // a match's page is in its sighting
  std::string external_id;
  std::string url;
};

struct Batch {
  ProviderName provider = ProviderName::sample;
  Timestamp observed_at;
  std::vector<TeamWrite> teams;
  std::vector<PlayerWrite> players;
  std::vector<TournamentWrite> tournaments;
  std::vector<MatchWrite> matches;
  std::vector<Sighting> sightings;  // written and marked as seen at `observed_at`, also where nothing changed
  std::vector<LineUpWrite> line_ups;
  std::vector<PlayerStatsWrite> player_stats;
  std::vector<MatchRetirement> retirements;
  std::vector<RosterWrite> rosters;
  std::vector<RankingWrite> rankings;
  std::vector<Standings> standings;   // replace those of their stage
  std::vector<Placement> placements;  // replace that of their team
  std::vector<PageWrite> pages;
  std::vector<ReviewWrite> reviews;  // noted anew unless somebody has decided
  std::vector<Issue> issues;         // that are open: new ones, and some that are seen again
  std::vector<IssueKey> settled;
  std::string raw_digest;  // of the source's answer, for whoever looks at an issue
};

}  // namespace cs2
