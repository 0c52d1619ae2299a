#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {

PlayerSnapshot load_player_snapshot(Sql& sql, const Report& report) {
  PlayerSnapshot players;
  if (report.players.empty()) return players;
  std::set<std::string> names;
  for (const auto& player : report.players) {
    names.insert(player.player.nickname);
    names.insert(player.aliases.begin(), player.aliases.end());
  }
  load_entities(sql, report.provider, EntityKind::player, report.players, names, load_players, players);

  const auto ids = candidates(players);
  for (const auto& stay : load_stays(sql, ids))
    players.traits[stay.facts.player].teams.insert(stay.facts.team);
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<PlayerId>& chunk) {
    load_ids_of(sql, EntityKind::player, chunk, players.traits);
  });
  return players;
}

}  // namespace cs2::store
