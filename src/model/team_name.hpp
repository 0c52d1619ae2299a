// What a team's name says: the organisation without what every team may add, and which of its squads plays.
//
// Names are compared folded (see base/text.hpp): case, diacritics and other scripts are gone by then.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace cs2 {

// Without Team, Esports, Clan and the like at its ends: "team vitality" → "vitality". As it is where nothing
// else would be left.
std::string bare_name(std::string_view folded);

// The bare name with its squad's word as squads_of has it, so that "furia fe" and "furia female" are equal.
std::string comparable_name(std::string_view folded);

// Which squad beside the first team: "navi junior" → academy, "furia fe" → women, "g2 ares" → ares. Empty for
// the first team.
std::set<std::string> squads_of(std::string_view folded);
// Whether a word behind the organisation's says so: "junior", "fe".
bool names_squad(std::string_view word);

// The shorter name begins the longer one, word by word: a sponsor was added, or a squad that we do not know.
bool is_part_of(std::string_view one, std::string_view other);

// The shorter one is made of the beginnings of the longer one's words: "navi" of "natus vincere", "navi
// academy" of "natus vincere academy".
bool is_short_for(std::string_view one, std::string_view other);

// A folded name without its spaces, because spaces and dots come and go: "bc game" → "bcgame".
std::string letters_of(std::string_view folded);

// The same letters, however they are spaced.
bool is_spelled_alike(std::string_view one, std::string_view other);

}  // namespace cs2
