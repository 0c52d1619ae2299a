// Players, their stays in teams, line-ups and stats as rows: the one place that knows their columns.
// Private to store.
#pragma once

#include <map>
#include <vector>

#include "model/match.hpp"
#include "model/player.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/sourced.hpp"

namespace cs2::store {

// What is not there is left out.
std::map<PlayerId, Player> load_players(Sql& sql, const std::vector<PlayerId>& ids);
PlayerId insert_player(Sql& sql, const Player& player);
void update_player(Sql& sql, const Player& player);

using Stays = std::vector<Sourced<RosterEntry>>;

// In each team: who is there first, then who left last.
Stays load_stays(Sql& sql, const std::vector<TeamId>& teams);
Stays load_stays(Sql& sql, const std::vector<PlayerId>& players);
void insert_stays(Sql& sql, const std::vector<Sourced<RosterEntry>>& stays);
// False when `before` is not there.
bool update_stay(Sql& sql, const RosterEntry& before, const Sourced<RosterEntry>& stay);

std::map<MatchId, LineUps> load_line_ups(Sql& sql, const std::vector<MatchId>& matches);
void replace_line_up(Sql& sql, MatchId match, Slot slot, const Sourced<std::vector<PlayerId>>& players);

// By map, then by player.
std::map<MatchId, std::vector<Sourced<PlayerMapStats>>> load_player_stats(
    Sql& sql, const std::vector<MatchId>& matches);
void upsert_player_stats(Sql& sql, MatchId match, const std::vector<Sourced<PlayerMapStats>>& stats);

}  // namespace cs2::store
