// Invented facts for the store's tests: they say only what a test does not care about.
#pragma once

#include <string>

#include "model/batch.hpp"
#include "model/report.hpp"
#include "store/store.hpp"

namespace cs2::store {

TeamWrite new_team(std::int64_t id, const std::string& name);
TournamentWrite new_tournament(std::int64_t id, const std::string& name, Tier tier = Tier::a);
PlayerWrite new_player(std::int64_t id, const std::string& nickname);
// A scheduled best-of-three between teams of the batch.
MatchWrite new_match(std::int64_t id, const std::string& external, TeamId first, TeamId second, Timestamp at);
// Two maps with halves, streams, veto and links: everything that a match may have.
void finish(Match& match, Timestamp started_at);
Sighting sighting_of(const MatchWrite& write);

// Teams -1 Alpine and -2 Borealis, tournament -1, match -1 "m1" at `at`, announced, with its sighting.
Batch small_batch(Timestamp at);

// A change of a match, as apply would write it now.
Change add_change(Store& store, MatchId match, const What& what);

}  // namespace cs2::store
