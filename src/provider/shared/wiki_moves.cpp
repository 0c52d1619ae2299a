#include "provider/shared/wiki_moves.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {

RosterRole role_of_move(std::string_view role) {
  const auto word = fold(role);
  if (word.contains("coach")) return RosterRole::coach;
  if (word.contains("inactive") || word.contains("bench")) return RosterRole::benched;
  if (word.contains("stand in") || word.contains("standin") || word.contains("substitute") || word == "sub")
    return RosterRole::stand_in;
  if (word.contains("manager") || word.contains("analyst") || word.contains("staff"))
    return RosterRole::staff;
  return word.contains("captain") ? RosterRole::captain : RosterRole::player;
}

RosterReport& roster_of(Report& report, const std::string& team, bool is_complete) {
  const auto known = std::ranges::find(report.rosters, team, &RosterReport::team);
  if (known != report.rosters.end()) return *known;
  report.rosters.push_back({.team = team, .stays = {}, .is_complete = is_complete, .url = page_url(team)});
  return report.rosters.back();
}

bool add_move(Report& report, const Move& move) {
  if (!move.from.empty() && move.from != move.to)
    roster_of(report, move.from, false)
        .stays.push_back(
            {.player = move.player, .role = role_of_move(move.role_before), .since = {}, .until = move.on});
  // "Inactive" in the same team is a move too.
  if (!move.to.empty())
    roster_of(report, move.to, false)
        .stays.push_back(
            {.player = move.player, .role = role_of_move(move.role_after), .since = move.on, .until = {}});
  return !move.from.empty() || !move.to.empty();
}

}  // namespace cs2::provider
