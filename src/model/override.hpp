// A fact that the operator set by hand: it wins over every source until it is withdrawn.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/ids.hpp"
#include "model/match.hpp"
#include "model/player.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

// And how its value is written. "none" takes a fact away that may be absent.
enum class OverriddenFact {
  // Of a match:
  status,   // "finished"
  winner,   // "first", "second", "draw" or "none"
  score,    // "2:1"
  start,    // "2026-07-12T18:00:00Z"
  best_of,  // "3"
  // Of a team, a player or a tournament:
  name,        // of a player the nickname; never "none"
  acronym,     // of a team
  country,     // "SE"; of a player the nationality
  region,      // of a team or a tournament
  tier,        // of a tournament: "s" … "d", "unranked"
  first_name,  // of a player
  last_name,
};

std::string_view name(OverriddenFact fact);  // as stored: "winner"
std::optional<OverriddenFact> parse_overridden_fact(std::string_view text);

using OverrideId = Id<struct OverrideTag>;

struct Override {
  OverriddenFact fact = OverriddenFact::status;
  std::string value;
  TeamId first;  // of a match: who was listed first when it was set; none while undecided

  bool operator==(const Override&) const = default;
};

// Sets the fact, whichever way round the match is held. invalid: the value is none of that fact's.
Result<void> set_fact(Match& match, const Override& given);

// invalid: no such fact of this thing, or the value is none of that fact's.
Result<void> set_fact(Team& team, const Override& given);
Result<void> set_fact(Player& player, const Override& given);
Result<void> set_fact(Tournament& tournament, const Override& given);

// The fact as it is written; none where this thing has no such fact.
std::optional<std::string> find_fact(const Team& team, OverriddenFact fact);
std::optional<std::string> find_fact(const Player& player, OverriddenFact fact);
std::optional<std::string> find_fact(const Tournament& tournament, OverriddenFact fact);

// Back to what find_fact gave: sources need not keep the rules for what an operator types.
void restore_fact(Team& team, OverriddenFact fact, const std::string& value);
void restore_fact(Player& player, OverriddenFact fact, const std::string& value);
void restore_fact(Tournament& tournament, OverriddenFact fact, const std::string& value);

}  // namespace cs2
