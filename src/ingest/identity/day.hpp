// Which of our finished matches a finished one is, when of one of the two only the day is known.
//
// A day without its hour, and often without the place whose day it is, says little of two teams that meet
// several times within it. So the result speaks too: what contradicts is another match, an equal score beats
// an unknown one, the nearer time beats the farther, and what is still equal is paired in order: the first of
// them reported with the first of ours. A match of which the same source speaks under another id is another
// one.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "ingest/identity/identity.hpp"

namespace cs2::ingest {

// By the place in the report: the finished matches of known teams that are one of ours. `taken` are places
// and matches that are known already.
std::map<std::size_t, MatchId> identify_by_day(const Report& report, const store::MatchSnapshot& known,
                                               const Ours<TeamId>& teams,
                                               const std::vector<std::optional<MatchId>>& taken);

// Whether the report's source speaks of the match under an id of its own; each imported archive is a source.
// Only for sources that never call one match two names: archives and Valve.
bool is_reported_otherwise(const MatchReport& match, ProviderName provider, MatchId ours,
                           const store::MatchSnapshot& known);

}  // namespace cs2::ingest
