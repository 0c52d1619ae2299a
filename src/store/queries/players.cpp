#include "store/queries/players.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/identity/identities.hpp"
#include "store/identity/internal/identity_tables.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {
namespace {

bool covers(const RosterEntry& stay, Timestamp at) {
  return (!stay.since || *stay.since <= at) && (!stay.until || *stay.until > at);
}

}  // namespace

std::vector<RosterMember> load_members(Sql& sql, TeamId team) {
  auto stays = load_stays(sql, std::vector{team});
  drop_retired(sql, EntityKind::player, stays, [](const auto& stay) { return stay.facts.player; });
  std::set<PlayerId> ids;
  for (const auto& stay : stays) ids.insert(stay.facts.player);
  const auto players = load_players(sql, {ids.begin(), ids.end()});
  std::vector<RosterMember> members;
  for (const auto& stay : stays)
    members.push_back({.player = players.at(stay.facts.player), .stay = stay.facts});
  std::ranges::sort(members, {}, [](const RosterMember& member) {
    const auto& stay = member.stay;
    return std::tuple{!plays(stay.role), stay.role == RosterRole::stand_in, stay.since.value_or(Timestamp{}),
                      stay.player};
  });
  return members;
}

std::vector<RosterMember> present_at(const std::vector<RosterMember>& members, Timestamp at) {
  std::vector<RosterMember> present;
  std::ranges::copy_if(members, std::back_inserter(present),
                       [&](const RosterMember& member) { return covers(member.stay, at); });
  return present;
}

std::vector<TeamStay> load_team_stays(Sql& sql, PlayerId player) {
  auto stays = load_stays(sql, std::vector{player});
  drop_retired(sql, EntityKind::team, stays, [](const auto& stay) { return stay.facts.team; });
  std::set<TeamId> ids;
  for (const auto& stay : stays) ids.insert(stay.facts.team);
  const auto teams = load_teams(sql, {ids.begin(), ids.end()});
  std::vector<TeamStay> all;
  for (const auto& stay : stays) all.push_back({.team = teams.at(stay.facts.team), .stay = stay.facts});
  return all;
}

std::optional<Player> find_player(Store& store, PlayerId id) {
  const PlayerId survivor{survivor_of(store, EntityKind::player, id.value)};
  auto players = load_players(*store.sql().read(), {survivor});
  if (players.empty()) return std::nullopt;
  return std::move(players.begin()->second);
}

std::vector<Player> list_players_called(Store& store, std::string_view nickname) {
  Reading reading{store};
  std::vector<PlayerId> ids;
  for (const auto& [id] : reading.sql().select<Row<PlayerId>>(R"(
        SELECT player.id FROM alias JOIN player ON player.id = alias.ours
        WHERE alias.kind = 'player' AND alias.folded = :name AND player.retired_at IS NULL)",
                                                              fold(nickname))) {
    ids.push_back(id);
  }
  std::vector<Player> players;
  for (auto& [id, player] : load_players(reading.sql(), ids)) players.push_back(std::move(player));
  return players;
}

std::vector<RosterMember> list_roster(Store& store, TeamId team, Timestamp at) {
  return present_at(list_members(store, team), at);
}

std::vector<RosterMember> list_members(Store& store, TeamId team) {
  return *store.answers().remember<std::vector<RosterMember>>(Topic::players,
                                                              fmt::format("roster/{}", team.value), [&] {
                                                                Reading reading{store};
                                                                return load_members(reading.sql(), team);
                                                              });
}

std::vector<TeamStay> list_stays(Store& store, PlayerId player) {
  Reading reading{store};
  return load_team_stays(reading.sql(), player);
}

}  // namespace cs2::store
