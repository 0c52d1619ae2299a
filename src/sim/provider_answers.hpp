// A World in the providers' own shapes. Only for sim's own files; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/world.hpp"

namespace cs2::sim {

// One list of PandaScore's: "running", "upcoming" or "past", a row per match as JSON, in its order. As on the
// free plan maps have no names and no rounds.
std::vector<std::string> pandascore_rows(const World& world, Timestamp now, std::string_view list);

// The HTML of Liquipedia:Matches. It names the opponents of every second match the other way round: two
// sources seldom agree on who stands first.
std::string liquipedia_ticker(const World& world, Timestamp now);
// That HTML in the envelope of action=parse.
std::string liquipedia_answer(const World& world, Timestamp now);

// Bodies that were recorded once, their times moved by `by`: what is an ISO time in JSON, and data-timestamp
// in HTML.
std::string move_times_in_json(std::string_view json, milliseconds by);
std::string move_times_in_html(std::string_view html, milliseconds by);

}  // namespace cs2::sim
