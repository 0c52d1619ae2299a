#include "store/facts/internal/player_rows.hpp"

#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {
namespace {

struct PlayerRow {
  Player player;
  auto columns() {
    return std::tie(player.id, player.nickname, player.first_name, player.last_name, player.nationality,
                    player.image_url);
  }
};

struct StayRow {
  RosterEntry entry;
  std::string role, provider, url;
  auto columns() { return std::tie(entry.team, entry.player, role, entry.since, entry.until, provider, url); }
};

struct StatsRow {
  MatchId match;
  PlayerMapStats stats;
  std::string provider;
  auto columns() {
    return std::tie(match, stats.map, stats.player, stats.slot, stats.kills, stats.deaths, stats.assists,
                    stats.headshots, stats.adr, stats.kast, stats.rating, stats.rating_version, provider);
  }
};

Stays stays_of(std::vector<StayRow> rows) {
  Stays stays;
  for (auto& row : rows) {
    const auto id = row.entry.player.value;
    row.entry.role = readable(parse_roster_role(row.role), "stay of player", id);
    stays.push_back({.facts = row.entry,
                     .provider = readable(parse_provider(row.provider), "stay of player", id),
                     .url = std::move(row.url)});
  }
  return stays;
}

}  // namespace

std::map<PlayerId, Player> load_players(Sql& sql, const std::vector<PlayerId>& ids) {
  std::map<PlayerId, Player> players;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<PlayerId>& chunk) {
    auto rows = sql.select<PlayerRow>(R"(
        SELECT id, nickname, first_name, last_name, nationality, image_url
        FROM player WHERE id IN NUMBERS(:ids))",
                                      chunk);
    for (auto& row : rows) players.emplace(row.player.id, std::move(row.player));
  });
  return players;
}

PlayerId insert_player(Sql& sql, const Player& player) {
  const auto row = sql.select_one<Row<PlayerId>>(
      R"(
        INSERT INTO player (nickname, first_name, last_name, nationality, image_url)
        VALUES (:nickname, :first_name, :last_name, :nationality, :image_url) RETURNING id)",
      player.nickname, player.first_name, player.last_name, player.nationality, player.image_url);
  return std::get<0>(row.value());
}

void update_player(Sql& sql, const Player& player) {
  sql.run(R"(
        UPDATE player SET nickname = :nickname, first_name = :first_name, last_name = :last_name,
               nationality = :nationality, image_url = :image_url
        WHERE id = :id)",
          player.nickname, player.first_name, player.last_name, player.nationality, player.image_url,
          player.id);
}

Stays load_stays(Sql& sql, const std::vector<TeamId>& teams) {
  Stays all;
  for_each_chunk(teams, limits::rows_per_statement, [&](const std::vector<TeamId>& chunk) {
    auto stays = stays_of(sql.select<StayRow>(R"(
        SELECT team_id, player_id, role, since, until, provider, url FROM roster_entry
        WHERE team_id IN NUMBERS(:teams)
        ORDER BY team_id, until IS NOT NULL, until DESC, since, player_id)",
                                              chunk));
    std::ranges::move(stays, std::back_inserter(all));
  });
  return all;
}

Stays load_stays(Sql& sql, const std::vector<PlayerId>& players) {
  Stays all;
  for_each_chunk(players, limits::rows_per_statement, [&](const std::vector<PlayerId>& chunk) {
    auto stays = stays_of(sql.select<StayRow>(R"(
        SELECT team_id, player_id, role, since, until, provider, url FROM roster_entry
        WHERE player_id IN NUMBERS(:players)
        ORDER BY player_id, until IS NOT NULL, until DESC, since DESC, team_id)",
                                              chunk));
    std::ranges::move(stays, std::back_inserter(all));
  });
  return all;
}

void insert_stays(Sql& sql, const std::vector<Sourced<RosterEntry>>& stays) {
  std::vector<std::vector<Cell>> rows;
  rows.reserve(stays.size());
  for (const auto& [entry, provider, url] : stays)
    rows.push_back(
        to_cells(entry.team, entry.player, name(entry.role), entry.since, entry.until, name(provider), url));
  sql.insert_all("INSERT INTO roster_entry (team_id, player_id, role, since, until, provider, url) VALUES",
                 rows);
}

bool update_stay(Sql& sql, const RosterEntry& before, const Sourced<RosterEntry>& stay) {
  const auto& [entry, provider, url] = stay;
  const auto updated = sql.run(
      R"(
        UPDATE roster_entry SET role = :role, since = :since, until = :until, provider = :provider, url = :url
        WHERE team_id = :team AND player_id = :player AND role = :role_before
              AND COALESCE(since, 0) = :since_before AND COALESCE(until, 0) = :until_before)",
      name(entry.role), entry.since, entry.until, name(provider), url, before.team, before.player,
      name(before.role), before.since.value_or(Timestamp{}), before.until.value_or(Timestamp{}));
  return updated > 0;
}

std::map<MatchId, LineUps> load_line_ups(Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, LineUps> all;
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (const auto& [match, slot, player, provider] : sql.select<Row<MatchId, Slot, PlayerId, std::string>>(
             R"(
        SELECT match_id, slot, player_id, provider FROM line_up WHERE match_id IN NUMBERS(:matches)
        ORDER BY match_id, slot, position)",
             chunk)) {
      auto& side = all[match].at(static_cast<std::size_t>(slot));
      side.facts.push_back(player);
      side.provider = readable(parse_provider(provider), "line-up of match", match.value);
    }
  });
  return all;
}

void replace_line_up(Sql& sql, MatchId match, Slot slot, const Sourced<std::vector<PlayerId>>& players) {
  sql.run("DELETE FROM line_up WHERE match_id = :match AND slot = :slot", match, slot);
  std::vector<std::vector<Cell>> rows;
  rows.reserve(players.facts.size());
  for (const auto player : players.facts)
    rows.push_back(to_cells(match, slot, static_cast<int>(rows.size()) + 1, player, name(players.provider)));
  sql.insert_all("INSERT INTO line_up (match_id, slot, position, player_id, provider) VALUES", rows);
}

std::map<MatchId, std::vector<Sourced<PlayerMapStats>>> load_player_stats(
    Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, std::vector<Sourced<PlayerMapStats>>> all;
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (auto& row : sql.select<StatsRow>(R"(
        SELECT match_id, map, player_id, slot, kills, deaths, assists, headshots, adr, kast, rating,
               rating_version, provider
        FROM player_map_stats WHERE match_id IN NUMBERS(:matches) ORDER BY match_id, map, player_id)",
                                          chunk)) {
      const auto provider = readable(parse_provider(row.provider), "figures of match", row.match.value);
      all[row.match].push_back({.facts = std::move(row.stats), .provider = provider, .url = {}});
    }
  });
  return all;
}

void upsert_player_stats(Sql& sql, MatchId match, const std::vector<Sourced<PlayerMapStats>>& stats) {
  std::vector<std::vector<Cell>> rows;
  rows.reserve(stats.size());
  for (const auto& [each, provider, url] : stats)
    rows.push_back(to_cells(match, each.map, each.player, each.slot, each.kills, each.deaths, each.assists,
                            each.headshots, each.adr, each.kast, each.rating, each.rating_version,
                            name(provider)));
  sql.insert_all(R"(
        INSERT INTO player_map_stats (match_id, map, player_id, slot, kills, deaths, assists, headshots, adr, kast,
                                      rating, rating_version, provider) VALUES)",
                 rows, R"(
        ON CONFLICT (match_id, map, player_id) DO UPDATE
        SET slot = excluded.slot, kills = excluded.kills, deaths = excluded.deaths, assists = excluded.assists,
            headshots = excluded.headshots, adr = excluded.adr, kast = excluded.kast, rating = excluded.rating,
            rating_version = excluded.rating_version, provider = excluded.provider)");
}

}  // namespace cs2::store
