// Whose facts a message shows and how old they are: every answer says so, in its footer.
//
// A licence that asks for a link gets it above the footer, which has none: the title or a heading leads to
// the page.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "discord/types.hpp"
#include "locale/language.hpp"
#include "model/match.hpp"
#include "model/source_traits.hpp"

namespace cs2::view {

// Who is to be named, with what its terms ask for: "Data: Liquipedia (CC BY-SA 3.0)". For every source alike,
// from the table of their traits.
std::string source_text(const MatchSource& source, const locale::Language& language);

// "Data: PandaScore, Liquipedia (CC BY-SA 3.0)": each provider once, in one line.
std::string credits_text(std::span<const MatchSource> sources, const locale::Language& language);

// The same as the embed's footer, behind what stands there, with the time of their freshest word. A sentence
// where there is none.
void add_credits(discord::Embed& embed, std::span<const MatchSource> sources,
                 const locale::Language& language);

// The same with links to the sources' home pages and to the licences that they name.
std::string linked_credits(std::span<const MatchSource> sources, const locale::Language& language);

// The same for a message of one line, small and with the pages that licences ask for; they get no preview.
std::string credits_line(std::span<const MatchSource> sources, const locale::Language& language);

// The home page of a source whose licence asks for a link, for what has no page of its own there; else empty.
std::string licensed_page(std::span<const MatchSource> sources);

// What a reader must know of match data that is still loading or behind, and "" of what is current.
std::string data_note(const MatchDataStatus& status, const locale::Language& language);

// Every provider that reported one of these, each with the time it was read last.
std::vector<MatchSource> merge_sources(std::span<const MatchSource> sources);

}  // namespace cs2::view
