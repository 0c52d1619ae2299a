// Where a reader can check what the sources say of a team, a player or a tournament. A match's pages are in
// MatchDetails.
#pragma once

#include <vector>

#include "model/ids.hpp"
#include "model/source_page.hpp"
#include "store/store.hpp"

namespace cs2::store {

// The freshest first; one that only another source named, and that never spoke itself, comes last.
std::vector<SourcePage> list_pages(Store& store, TeamId team);
std::vector<SourcePage> list_pages(Store& store, PlayerId player);
std::vector<SourcePage> list_pages(Store& store, TournamentId tournament);

}  // namespace cs2::store
