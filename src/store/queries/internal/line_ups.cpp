#include "store/queries/internal/line_ups.hpp"

#include <set>

#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/player_rows.hpp"

namespace cs2::store {

std::array<std::vector<Player>, 2> list_line_up(Store& store, MatchId match) {
  Reading reading{store};
  const auto line_ups = load_line_ups(reading.sql(), {match});
  std::array<std::vector<Player>, 2> sides;
  const auto found = line_ups.find(match);
  if (found == line_ups.end()) return sides;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto& ids = found->second[slot].facts;
    const auto players = load_players(reading.sql(), ids);
    for (const auto id : ids) sides[slot].push_back(players.at(id));
  }
  return sides;
}

std::vector<PlayerFigures> list_player_stats(Store& store, MatchId match) {
  Reading reading{store};
  const auto stats = load_player_stats(reading.sql(), {match});
  const auto found = stats.find(match);
  if (found == stats.end()) return {};
  std::set<PlayerId> ids;
  for (const auto& sourced : found->second) ids.insert(sourced.facts.player);
  const auto players = load_players(reading.sql(), {ids.begin(), ids.end()});
  std::vector<PlayerFigures> all;
  for (const auto& sourced : found->second)
    all.push_back({.player = players.at(sourced.facts.player), .stats = sourced.facts});
  return all;
}

}  // namespace cs2::store
