// Which of our players a report means.
//
// The source's own id decides first, then the ids of others that it names. A nickname is not unique: it
// counts only together with a team in which ours is or was, or with the same nationality, and never against a
// different last name. Whom the source knows under another id is somebody else. Where two of ours fit equally
// well, none is taken: a double can be merged later, a false merge spoils both.
#pragma once

#include "ingest/identity/identity.hpp"

namespace cs2::ingest {

// Every player of the report has an id afterwards, a new one where none of ours is meant.
Ours<PlayerId> identify_players(const Report& report, const store::Known& known, const Ours<TeamId>& teams,
                                NewIds& ids);

}  // namespace cs2::ingest
