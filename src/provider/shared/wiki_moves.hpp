// Moves of players between teams, as Liquipedia's pages and its database list them.
#pragma once

#include <string>
#include <string_view>

#include "model/report.hpp"

namespace cs2::provider {

struct Move {
  std::string player;  // external ids, like the teams; a team may be empty: none
  std::string from;
  std::string to;
  std::string role_before;  // "Coach", "Inactive", "Stand-in"; usually empty
  std::string role_after;
  Timestamp on;
};

RosterRole role_of_move(std::string_view role);

// The team's part of the report, begun where there is none yet.
RosterReport& roster_of(Report& report, const std::string& team, bool is_complete);

// The end of a stay in one team and the beginning of one in the other. False when it names no team.
bool add_move(Report& report, const Move& move);

}  // namespace cs2::provider
