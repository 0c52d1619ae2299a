#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {

namespace {

using Traits = std::map<PlayerId, PlayerSnapshot::Traits>;

// Whom a source shows in line-ups alone has a team all the same.
void load_teams_of_line_ups(Sql& sql, const std::vector<PlayerId>& players, Traits& traits) {
  for_each_chunk(players, limits::rows_per_statement, [&](const std::vector<PlayerId>& chunk) {
    for (const auto& [player, team] : sql.select<Row<PlayerId, TeamId>>(R"(
        SELECT DISTINCT line_up.player_id,
               CASE line_up.slot WHEN 0 THEN match.first_team_id ELSE match.second_team_id END AS team_id
        FROM line_up JOIN match ON match.id = line_up.match_id
        WHERE match.retired_at IS NULL AND line_up.player_id IN NUMBERS(:players))",
                                                                        chunk)) {
      if (team) traits[player].teams.insert(team);
    }
  });
}

// And whom only a ranking names: its publisher's id of a player is the nickname.
void load_teams_of_rankings(Sql& sql, const std::vector<PlayerId>& players, Traits& traits) {
  std::multimap<std::string, PlayerId> by_nickname;
  for (const auto player : players) {
    for (const auto& id : traits[player].ids) {
      if (id.provider == ProviderName::valve) by_nickname.emplace(fold(id.external_id), player);
    }
  }
  if (by_nickname.empty()) return;
  for (const auto& [team, line_up] : sql.select<Row<TeamId, std::string>>(R"(
        SELECT ranking_row.team_id, ranking_row.line_up
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking.provider = :provider AND ranking.published =
              (SELECT MAX(newest.published) FROM ranking newest WHERE newest.system = ranking.system))",
                                                                          name(ProviderName::valve))) {
    for (const auto& nickname : parse_json_texts(line_up)) {
      const auto [first, last] = by_nickname.equal_range(fold(nickname));
      for (auto named = first; named != last; ++named) traits[named->second].teams.insert(team);
    }
  }
}

void load_traits(Sql& sql, const std::vector<PlayerId>& ids, const std::vector<PlayerId>& doubtful,
                 Traits& traits) {
  for (const auto& stay : load_stays(sql, ids)) traits[stay.facts.player].teams.insert(stay.facts.team);
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<PlayerId>& chunk) {
    load_ids_of(sql, EntityKind::player, chunk, traits);
  });
  load_teams_of_line_ups(sql, doubtful, traits);
  load_teams_of_rankings(sql, doubtful, traits);
}

// Who bears a nickname that somebody else bears too, or that the report gives to one who is new.
std::vector<PlayerId> list_doubtful(const Report& report, const PlayerSnapshot& known) {
  std::set<std::string> new_names;
  for (const auto& player : report.players) {
    if (!known.by_external_id.contains(player.external_id))
      new_names.insert(letters_of(fold(player.player.nickname)));
  }
  std::set<PlayerId> doubtful;
  for (const auto& [name, bearers] : known.by_name) {
    if (bearers.size() < 2 && !new_names.contains(name)) continue;
    for (const auto& bearer : bearers) doubtful.insert(bearer.id);
  }
  return {doubtful.begin(), doubtful.end()};
}

}  // namespace

PlayerSnapshot load_player_snapshot(Sql& sql, const Report& report) {
  PlayerSnapshot players;
  if (report.players.empty()) return players;
  std::set<std::string> names;
  for (const auto& player : report.players) {
    names.insert(player.player.nickname);
    names.insert(player.aliases.begin(), player.aliases.end());
  }
  load_entities(sql, report.provider, EntityKind::player, report.players, names, load_players, players);

  load_traits(sql, candidates(players), list_doubtful(report, players), players.traits);
  return players;
}

PlayerSnapshot load_player_snapshot(Sql& sql, TeamId team) {
  std::vector<PlayerId> ids;
  for (const auto& [id] : sql.select<Row<PlayerId>>(R"(
        SELECT id FROM player WHERE retired_at IS NULL AND id IN (
          SELECT player_id FROM roster_entry WHERE team_id = :team_1
          UNION
          SELECT line_up.player_id FROM match JOIN line_up ON line_up.match_id = match.id AND line_up.slot = 0
          WHERE match.first_team_id = :team_2 AND match.retired_at IS NULL
          UNION
          SELECT line_up.player_id FROM match JOIN line_up ON line_up.match_id = match.id AND line_up.slot = 1
          WHERE match.second_team_id = :team_3 AND match.retired_at IS NULL))",
                                                    team, team, team))
    ids.push_back(id);
  PlayerSnapshot players;
  for (auto& [id, player] : all_without_overrides(sql, EntityKind::player, load_players(sql, ids)))
    players.by_name[letters_of(fold(player.nickname))].push_back(player);
  std::erase_if(players.by_name, [](const auto& bearers) { return bearers.second.size() < 2; });
  const auto namesakes = candidates(players);
  load_traits(sql, namesakes, namesakes, players.traits);
  return players;
}

}  // namespace cs2::store
