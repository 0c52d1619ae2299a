// PandaScore's tournaments, series, teams and players as objects. For its parsers' own files.
#pragma once

#include "provider/pandascore/objects.hpp"

namespace cs2::provider::pandascore {

// Adds its event, its teams and the players of rosters that are expected. Nothing where it complains.
std::optional<PandascoreStage> read_tournament(const JsonFields& fields, Findings& found);

// Adds the event; tier, prize and place are those of its tournaments. `league` where it has none of its own.
void read_serie(const JsonFields& fields, Findings& found,
                const std::optional<JsonFields>& league = std::nullopt);

// Adds a team and the players of its present contracts as its whole roster. No players are no word of it.
void read_team(const JsonFields& fields, Findings& found);

// Adds a player, and the team that they are in.
void read_player(const JsonFields& fields, Findings& found);

// Adds the players of a list, and gives their ids.
std::vector<std::string> read_players(const JsonFields& fields, Findings& found);

}  // namespace cs2::provider::pandascore
