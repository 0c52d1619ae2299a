// A World in the providers' own shapes. Only for sim's own files; pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/tournament.hpp"
#include "sim/internal/query.hpp"
#include "sim/source/world.hpp"

namespace cs2::sim {

// What PandaScore answers at an address: the rows of a list, or a body. As on the free plan maps have no
// names and no rounds, and asking for them is refused. A team's players are listed, and nobody by himself.
struct PandascoreAnswer {
  int status = 200;
  std::vector<std::string> rows = {};
  std::string body = {};  // of what is no list
};
PandascoreAnswer pandascore_answer(const World& world, Timestamp now, const Query& query);

// One of its lists of matches: "running", "upcoming" or "past", a row per match as JSON, in its order.
std::vector<std::string> pandascore_rows(const World& world, Timestamp now, std::string_view list);

// The HTML of Liquipedia:Matches. It names the opponents of every second match the other way round: two
// sources seldom agree on who is listed first.
std::string liquipedia_ticker(const World& world, Timestamp now);
// That of its front page, as far as it names tournaments.
std::string liquipedia_front(const World& world);
// That of the list of a tier's tournaments, as it looks in 2026.
std::string liquipedia_list(const World& world, Tier tier);

// A path below Valve's repository, or below its list of contents: the standings of the month. Nothing for any
// other.
std::optional<std::string> valve_answer(const World& world, Timestamp now, std::string_view path);

// Bodies that were recorded once, their times moved by `by`: what is an ISO time in JSON, and data-timestamp
// in HTML.
std::string move_times_in_json(std::string_view json, milliseconds by);
std::string move_times_in_html(std::string_view html, milliseconds by);

}  // namespace cs2::sim
