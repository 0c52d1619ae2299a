// What the name of a match's stage says, whatever a source writes: "Playoffs – Semifinal", "Lower bracket
// round 2 #8", "High".
#pragma once

#include <string>
#include <string_view>

namespace cs2 {

// Played for going on or out: by its own name, or by that of its round.
bool is_playoff(std::string_view stage);

// The match that decides who won the event: "Final", "Playoffs – Grand final".
bool is_final(std::string_view stage);

// The stage as people know it, for filters and headings: the main stage; "Playoffs" where a source names only
// the round, "Swiss" where it names only how the teams stand ("High"), and nothing where it says that it does
// not know.
std::string stage_group(std::string_view stage);

// Whether stages of other names belong to this group, so that comparing names does not find them all.
bool has_other_names(std::string_view group);

}  // namespace cs2
