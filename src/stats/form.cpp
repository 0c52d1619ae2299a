#include "stats/form.hpp"

namespace cs2::stats {

std::optional<Outcome> outcome_of(const Match& match, TeamId team) {
  const bool first = match.opponents[0].team == team;
  const bool second = match.opponents[1].team == team;
  if (!team || first == second || match.status != MatchStatus::finished) return std::nullopt;
  if (match.draw) return Outcome::drawn;
  if (!match.winner) return std::nullopt;
  return *match.winner == (first ? 0 : 1) ? Outcome::won : Outcome::lost;
}

std::vector<Outcome> compute_form(TeamId team, std::span<const MatchDetails> matches) {
  std::vector<Outcome> form;
  for (const auto& details : matches) {
    if (details.match.forfeit) continue;
    if (const auto outcome = outcome_of(details.match, team)) form.push_back(*outcome);
  }
  return form;
}

}  // namespace cs2::stats
