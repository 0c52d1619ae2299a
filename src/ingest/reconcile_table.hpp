// Rankings, standings, placements and line-ups that differ from what is stored.
//
// Each is taken whole from one source: a less trusted one does not replace what a more trusted one said.
#pragma once

#include <optional>
#include <vector>

#include "ingest/identity/identity.hpp"
#include "ingest/issue_tracker.hpp"

namespace cs2::ingest {

// Ours, by the report's external ids.
struct Identities {
  Ours<TeamId> teams;
  Ours<PlayerId> players;
  Ours<TournamentId> tournaments;
};

// Rankings, standings and placements of the report into the batch. A team that is listed twice is left out
// where it is lower. A ranking is news when it is newer than all of its system that we had.
void reconcile_tables(const Report& report, const store::TableSnapshot& known, const Identities& ours,
                      Batch& batch, IssueTracker& issues);

// Of one match, which we hold under that id, `turned` against the report's order.
void reconcile_line_ups(const Report& report, const MatchReport& match, MatchId id, bool turned,
                        const store::MatchSnapshot& known, const Ours<PlayerId>& players, Batch& batch);

}  // namespace cs2::ingest
