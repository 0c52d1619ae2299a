// A fact of a match that the operator set by hand: it wins over every source until it is withdrawn.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/ids.hpp"
#include "model/match.hpp"

namespace cs2 {

// And how its value is written.
enum class OverriddenFact {
  status,   // "finished"
  winner,   // "first", "second", "draw" or "none"
  score,    // "2:1", or "none"
  start,    // "2026-07-12T18:00:00Z", or "none"
  best_of,  // "3", or "none"
};

std::string_view name(OverriddenFact fact);  // as stored: "winner"
std::optional<OverriddenFact> parse_overridden_fact(std::string_view text);

using OverrideId = Id<struct OverrideTag>;

struct Override {
  OverriddenFact fact = OverriddenFact::status;
  std::string value;
  TeamId first;  // who stood first when it was set; none while undecided

  bool operator==(const Override&) const = default;
};

// Sets the fact, whichever way round the match is held. invalid: the value is none of that fact's.
Result<void> set_fact(Match& match, const Override& given);

}  // namespace cs2
