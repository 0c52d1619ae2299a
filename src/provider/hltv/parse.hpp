// HLTV's pages, each kind bytes → Report. Selectors are those of 2026.
//
// Matches, teams, players and events bear HLTV's numbers. The page of results shows names alone, so there an
// id is "name:" and the name. A live match's score is not in any page, because a script fills it in; it
// counts as unknown, except for maps that are over.
//
// Every parser answers blocked for the page of a bot shield and drift for a page of another kind or markup;
// what cannot be read within a page is left out with its reason.
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// /matches: live and upcoming matches. A match in several lists is reported once.
Result<Report> parse_hltv_matches(std::string_view html, Timestamp now);

// /results: finished matches, the hundred that are newest.
Result<Report> parse_hltv_results(std::string_view html, Timestamp now);

// /matches/<id>/…: one match with its veto, maps, halves, line-ups, streams and each map's player stats.
// A deleted match is in Report::gone.
Result<Report> parse_hltv_match(std::string_view html, std::string_view match_id, Timestamp now);

// /team/<id>/…: the team and who plays for it. The roster is complete where the page lists it with
// everybody's status; the five portraits alone are not.
Result<Report> parse_hltv_team(std::string_view html, std::string_view team_id, Timestamp now);

// /player/<id>/…: the player, and the present team as a roster of one.
Result<Report> parse_hltv_player(std::string_view html, std::string_view player_id, Timestamp now);

// /ranking/teams: the world ranking of the date that the page names.
Result<Report> parse_hltv_ranking(std::string_view html, Timestamp now);

}  // namespace cs2::provider
