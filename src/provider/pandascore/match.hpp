// PandaScore's match object. For its parsers' own files.
#pragma once

#include "provider/pandascore/objects.hpp"

namespace cs2::provider::pandascore {

inline constexpr std::int64_t games_max = 9;  // of one match

// "Semifinal 2: LDP vs IMP" says more than the stage; "LDP vs IMP" does not. Empty without such a label.
std::string label_of(const std::string& match_name);

// Adds the match, its teams and its event; nothing of one that is told without opponents, who are an empty
// list where they are undecided. One that is nested in its tournament, as in brackets, leaves that
// out: then `stage` says it.
void read_match(const JsonFields& fields, std::int64_t id, Findings& found,
                const PandascoreStage* stage = nullptr);

// The games of a match without their winners' slots are of no use: `ids` are the opponents in our order.
struct OpponentIds {
  std::array<std::optional<std::int64_t>, 2> of_slot;

  std::optional<Slot> slot_of(std::int64_t team) const;
};

// One map; what is missing in it is a complaint and nothing.
std::optional<MapResult> parse_game(const JsonFields& fields, const OpponentIds& ids);

}  // namespace cs2::provider::pandascore
