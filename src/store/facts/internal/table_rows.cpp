#include "store/facts/internal/table_rows.hpp"

#include <algorithm>

#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {
namespace {

struct StandingRow {
  TournamentId tournament;
  std::string stage;
  Standing standing;
  std::string provider;
  auto columns() {
    auto& row = standing;
    return std::tie(tournament, stage, row.team, row.position, row.wins, row.draws, row.losses, row.map_wins,
                    row.map_losses, row.points, row.advances, provider);
  }
};

struct PlacementRow {
  Placement placement;
  std::string provider;
  auto columns() {
    auto& row = placement;
    return std::tie(row.tournament, row.team, row.best, row.worst, row.prize, provider);
  }
};

}  // namespace

std::optional<Sourced<Ranking>> load_ranking(Sql& sql, RankingSystem system, Timestamp published) {
  const auto head = sql.select_one<Row<std::int64_t, std::string, std::string>>(
      "SELECT id, provider, url FROM ranking WHERE system = :system AND published = :published", name(system),
      published);
  if (!head) return std::nullopt;
  const auto& [id, provider, url] = *head;
  Sourced<Ranking> sourced{.facts = {.system = system, .published = published, .url = url, .rows = {}},
                           .provider = readable(parse_provider(provider), "ranking", id),
                           .url = url};
  for (auto& [team, position, points, line_up] :
       sql.select<Row<TeamId, int, std::optional<int>, std::string>>(
           "SELECT team_id, position, points, line_up FROM ranking_row WHERE ranking_id = :id", id)) {
    sourced.facts.rows.push_back(
        {.team = team, .position = position, .points = points, .line_up = parse_json_texts(line_up)});
  }
  std::ranges::sort(sourced.facts.rows, {},
                    [](const RankingRow& row) { return std::tie(row.position, row.team, row.line_up); });
  return sourced;
}

void replace_ranking(Sql& sql, const Sourced<Ranking>& sourced) {
  const auto& ranking = sourced.facts;
  const auto head = sql.select_one<Row<std::int64_t>>(
      R"(
        INSERT INTO ranking (system, published, provider, url) VALUES (:system, :published, :provider, :url)
        ON CONFLICT (system, published) DO UPDATE SET provider = excluded.provider, url = excluded.url
        RETURNING id)",
      name(ranking.system), ranking.published, name(sourced.provider), ranking.url);
  const auto id = std::get<0>(head.value());
  sql.run("DELETE FROM ranking_row WHERE ranking_id = :id", id);
  std::vector<std::vector<Cell>> rows;
  rows.reserve(ranking.rows.size());
  for (const auto& row : ranking.rows)
    rows.push_back(to_cells(id, row.team, row.position, row.points, to_json_list(row.line_up)));
  sql.insert_all("INSERT INTO ranking_row (ranking_id, team_id, position, points, line_up) VALUES", rows);
}

std::map<StageOf, Sourced<Standings>> load_standings(Sql& sql, const std::vector<TournamentId>& tournaments) {
  std::map<StageOf, Sourced<Standings>> all;
  for_each_chunk(tournaments, limits::rows_per_statement, [&](const std::vector<TournamentId>& chunk) {
    for (auto& row : sql.select<StandingRow>(R"(
        SELECT tournament_id, stage, team_id, position, wins, draws, losses, map_wins, map_losses, points, advances,
               provider
        FROM standing WHERE tournament_id IN NUMBERS(:tournaments)
        ORDER BY tournament_id, stage, position, team_id)",
                                             chunk)) {
      auto& sourced = all[{row.tournament, row.stage}];
      sourced.provider =
          readable(parse_provider(row.provider), "standing of tournament", row.tournament.value);
      sourced.facts.tournament = row.tournament;
      sourced.facts.stage = row.stage;
      sourced.facts.rows.push_back(row.standing);
    }
  });
  return all;
}

void replace_standings(Sql& sql, const Sourced<Standings>& sourced) {
  const auto& [tournament, stage, standings] = sourced.facts;
  sql.run("DELETE FROM standing WHERE tournament_id = :tournament AND stage = :stage", tournament, stage);
  std::vector<std::vector<Cell>> rows;
  rows.reserve(standings.size());
  for (const auto& row : standings)
    rows.push_back(to_cells(tournament, stage, row.team, row.position, row.wins, row.draws, row.losses,
                            row.map_wins, row.map_losses, row.points, row.advances, name(sourced.provider)));
  sql.insert_all(R"(
        INSERT INTO standing (tournament_id, stage, team_id, position, wins, draws, losses, map_wins, map_losses,
                              points, advances, provider) VALUES)",
                 rows);
}

std::map<PlaceOf, Sourced<Placement>> load_placements(Sql& sql,
                                                      const std::vector<TournamentId>& tournaments) {
  std::map<PlaceOf, Sourced<Placement>> all;
  for_each_chunk(tournaments, limits::rows_per_statement, [&](const std::vector<TournamentId>& chunk) {
    for (auto& row : sql.select<PlacementRow>(R"(
        SELECT tournament_id, team_id, best, worst, prize, provider
        FROM placement WHERE tournament_id IN NUMBERS(:tournaments))",
                                              chunk)) {
      const auto& [tournament, team] = std::tie(row.placement.tournament, row.placement.team);
      const auto provider = readable(parse_provider(row.provider), "placement of team", team.value);
      all.emplace(PlaceOf{tournament, team},
                  Sourced<Placement>{.facts = row.placement, .provider = provider, .url = {}});
    }
  });
  return all;
}

std::vector<Placement> load_placements_of(Sql& sql, TeamId team) {
  std::vector<Placement> all;
  for (auto& row : sql.select<PlacementRow>(R"(
        SELECT placement.tournament_id, placement.team_id, placement.best, placement.worst, placement.prize,
               placement.provider
        FROM placement JOIN tournament ON tournament.id = placement.tournament_id
        WHERE placement.team_id = :team AND tournament.retired_at IS NULL
        ORDER BY COALESCE(tournament.ends_at, tournament.starts_at, 0) DESC, tournament.id DESC)",
                                            team)) {
    all.push_back(std::move(row.placement));
  }
  return all;
}

void upsert_placements(Sql& sql, const std::vector<Sourced<Placement>>& placements) {
  std::vector<std::vector<Cell>> rows;
  rows.reserve(placements.size());
  for (const auto& [each, provider, url] : placements)
    rows.push_back(to_cells(each.tournament, each.team, each.best, each.worst, each.prize, name(provider)));
  sql.insert_all("INSERT INTO placement (tournament_id, team_id, best, worst, prize, provider) VALUES", rows,
                 R"(
        ON CONFLICT (tournament_id, team_id) DO UPDATE
        SET best = excluded.best, worst = excluded.worst, prize = excluded.prize, provider = excluded.provider)");
}

}  // namespace cs2::store
