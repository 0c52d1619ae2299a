// How a team has done lately.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/match_details.hpp"

namespace cs2::stats {

enum class Outcome { won, drawn, lost };

// Nothing where the team did not play, or it is not known how it went.
std::optional<Outcome> outcome_of(const Match& match, TeamId team);

// In the order of the matches; those without an outcome, and forfeits, are left out.
std::vector<Outcome> compute_form(TeamId team, std::span<const MatchDetails> matches);

}  // namespace cs2::stats
