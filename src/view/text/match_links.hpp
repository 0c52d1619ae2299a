// Where a match is watched, and where it is read about.
#pragma once

#include <cstddef>
#include <string>

#include "model/match_details.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// "🇺🇸 [Twitch](…) · [Kick](…)", as many as fit; empty for what is over.
std::string streams_text(const MatchFacts& facts, std::size_t characters);

// The address of the main stream; empty where there is none, or no more.
std::string main_stream(const MatchFacts& facts);

// The sources' own pages of the match, then what they link to, as many as fit. Nothing that would tell a
// hidden score.
std::string links_text(const MatchDetails& details, const Reader& reader, std::size_t characters);

}  // namespace cs2::view
