#include "store/facts/internal/fact_rows.hpp"

#include "base/limits/store.hpp"
#include "model/json.hpp"

namespace cs2::store {
namespace {

// Most lists are empty, and then there is nothing to parse.
template <class T, class Parse>
std::vector<T> read_list(const std::string& json, Parse parse, std::string_view table, std::int64_t id) {
  if (json == "[]") return {};
  return readable(parse(json), table, id);
}

std::optional<Score> score_of(std::optional<int> first, std::optional<int> second) {
  if (!first || !second) return std::nullopt;
  return Score{*first, *second};
}
std::optional<int> first_of(std::optional<Score> score) {
  return score ? std::optional{score->first} : std::nullopt;
}
std::optional<int> second_of(std::optional<Score> score) {
  return score ? std::optional{score->second} : std::nullopt;
}
template <class E>
std::optional<std::string> name_of(std::optional<E> value) {
  return value ? std::optional{std::string{name(*value)}} : std::nullopt;
}

struct TeamRow {
  Team team;
  auto columns() {
    return std::tie(team.id, team.name, team.acronym, team.country, team.region, team.logo_url,
                    team.disbanded);
  }
};

struct TournamentRow {
  Tournament tournament;
  std::optional<std::string> tier, venue;
  auto columns() {
    auto& row = tournament;
    return std::tie(row.id, row.name, tier, row.region, row.country, row.city, row.organizer, venue,
                    row.prize, row.starts_at, row.ends_at, row.logo_url);
  }
};

struct MatchRow {
  Match match;
  std::string status, veto, streams, links;
  std::optional<int> first_score, second_score, first_advantage, second_advantage;
  auto columns() {
    auto& row = match;
    return std::tie(row.id, row.revision, row.tournament, row.opponents[0].team, row.opponents[0].name,
                    row.opponents[1].team, row.opponents[1].name, row.stage, status, row.best_of,
                    row.scheduled_at, row.time_is_exact, row.original_scheduled_at, row.started_at,
                    row.ended_at, first_score, second_score, first_advantage, second_advantage, row.winner,
                    row.draw, row.forfeit, row.disqualified, veto, streams, links);
  }
};

struct MapRow {
  MatchId match;
  MapResult map;
  std::string status, halves;
  std::optional<int> first_score, second_score;
  auto columns() {
    return std::tie(match, map.number, map.name, status, first_score, second_score, map.winner, map.picked_by,
                    halves, map.forfeit, map.started_at, map.ended_at, map.duration);
  }
};

Match match_of(MatchRow row) {
  const auto id = row.match.id.value;
  auto match = std::move(row.match);
  match.status = readable(parse_match_status(row.status), "match", id);
  match.score = score_of(row.first_score, row.second_score);
  match.advantage = score_of(row.first_advantage, row.second_advantage);
  match.veto = read_list<VetoStep>(row.veto, parse_veto, "match", id);
  match.streams = read_list<Stream>(row.streams, parse_streams, "match", id);
  match.links = read_list<Link>(row.links, parse_links, "match", id);
  return match;
}

MapResult map_of(MapRow row) {
  const auto id = row.match.value;
  auto map = std::move(row.map);
  map.status = readable(parse_map_status(row.status), "map of match", id);
  map.score = score_of(row.first_score, row.second_score);
  map.halves = read_list<Half>(row.halves, parse_halves, "map of match", id);
  return map;
}

using Cells = std::vector<std::vector<Cell>>;

void add_maps(MatchId match, const std::vector<MapResult>& maps, Cells& rows) {
  for (const auto& map : maps)
    rows.push_back(to_cells(match, map.number, map.name, name(map.status), first_of(map.score),
                            second_of(map.score), map.winner, map.picked_by, to_json(map.halves), map.forfeit,
                            map.started_at, map.ended_at, map.duration));
}

void insert_maps(Sql& sql, const Cells& rows) {
  sql.insert_all(R"(
        INSERT INTO match_map (match_id, number, name, status, first_score, second_score, winner, picked_by, halves,
                               forfeit, started_at, ended_at, duration_s) VALUES)",
                 rows);
}

// Ids for rows that are inserted together: what a database gives such rows back is in no promised order. In
// SQLite nobody else writes meanwhile.
std::vector<MatchId> reserve_match_ids(Sql& sql, std::size_t count) {
  std::vector<MatchId> ids;
  if (sql.is_sqlite()) {
    const auto row = sql.select_one<Row<std::int64_t>>("SELECT COALESCE(MAX(id), 0) FROM match");
    for (std::size_t next = 1; next <= count; ++next)
      ids.push_back({std::get<0>(row.value()) + static_cast<std::int64_t>(next)});
    return ids;
  }
  for (const auto& [id] : sql.select<Row<MatchId>>("SELECT nextval(pg_get_serial_sequence('match', 'id')) "
                                                   "FROM generate_series(1, CAST(:count AS INTEGER))",
                                                   count))
    ids.push_back(id);
  return ids;
}

}  // namespace

std::map<TeamId, Team> load_teams(Sql& sql, const std::vector<TeamId>& ids) {
  std::map<TeamId, Team> teams;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<TeamId>& chunk) {
    auto rows = sql.select<TeamRow>(
        "SELECT id, name, acronym, country, region, logo_url, disbanded FROM team WHERE id IN NUMBERS(:ids)",
        chunk);
    for (auto& row : rows) teams.emplace(row.team.id, std::move(row.team));
  });
  return teams;
}

std::map<TournamentId, Tournament> load_tournaments(Sql& sql, const std::vector<TournamentId>& ids) {
  std::map<TournamentId, Tournament> tournaments;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<TournamentId>& chunk) {
    auto rows = sql.select<TournamentRow>(R"(
        SELECT id, name, tier, region, country, city, organizer, venue, prize, starts_at, ends_at, logo_url
        FROM tournament WHERE id IN NUMBERS(:ids))",
                                          chunk);
    for (auto& row : rows) {
      const auto id = row.tournament.id;
      if (row.tier) row.tournament.tier = readable(parse_tier(*row.tier), "tournament", id.value);
      if (row.venue) row.tournament.venue = readable(parse_venue(*row.venue), "tournament", id.value);
      tournaments.emplace(id, std::move(row.tournament));
    }
  });
  return tournaments;
}

std::map<MatchId, Match> load_matches(Sql& sql, const std::vector<MatchId>& ids) {
  std::map<MatchId, Match> matches;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    auto rows = sql.select<MatchRow>(R"(
        SELECT id, revision, tournament_id, first_team_id, first_name, second_team_id, second_name, stage, status,
               best_of, scheduled_at, time_is_exact, original_scheduled_at, started_at, ended_at, first_score,
               second_score, first_advantage, second_advantage, winner, draw, forfeit, disqualified, veto, streams,
               links
        FROM match WHERE id IN NUMBERS(:ids))",
                                     chunk);
    for (auto& row : rows) {
      const auto id = row.match.id;
      matches.emplace(id, match_of(std::move(row)));
    }

    auto maps = sql.select<MapRow>(R"(
        SELECT match_id, number, name, status, first_score, second_score, winner, picked_by, halves, forfeit,
               started_at, ended_at, duration_s
        FROM match_map WHERE match_id IN NUMBERS(:ids) ORDER BY match_id, number)",
                                   chunk);
    for (auto& row : maps) {
      const auto match = matches.find(row.match);
      if (match != matches.end()) match->second.maps.push_back(map_of(std::move(row)));
    }
  });
  return matches;
}

TeamId insert_team(Sql& sql, const Team& team) {
  const auto row = sql.select_one<Row<TeamId>>(
      R"(
        INSERT INTO team (name, acronym, country, region, logo_url, disbanded)
        VALUES (:name, :acronym, :country, :region, :logo_url, :disbanded) RETURNING id)",
      team.name, team.acronym, team.country, team.region, team.logo_url, team.disbanded);
  return std::get<0>(row.value());
}

void update_team(Sql& sql, const Team& team) {
  sql.run(R"(
        UPDATE team SET name = :name, acronym = :acronym, country = :country, region = :region,
               logo_url = :logo_url, disbanded = :disbanded
        WHERE id = :id)",
          team.name, team.acronym, team.country, team.region, team.logo_url, team.disbanded, team.id);
}

TournamentId insert_tournament(Sql& sql, const Tournament& tournament) {
  const auto row = sql.select_one<Row<TournamentId>>(
      R"(
        INSERT INTO tournament (name, tier, region, country, city, organizer, venue, prize, starts_at, ends_at,
                                logo_url)
        VALUES (:name, :tier, :region, :country, :city, :organizer, :venue, :prize, :starts_at, :ends_at, :logo_url)
        RETURNING id)",
      tournament.name, name_of(tournament.tier), tournament.region, tournament.country, tournament.city,
      tournament.organizer, name_of(tournament.venue), tournament.prize, tournament.starts_at,
      tournament.ends_at, tournament.logo_url);
  return std::get<0>(row.value());
}

void update_tournament(Sql& sql, const Tournament& tournament) {
  sql.run(R"(
        UPDATE tournament SET name = :name, tier = :tier, region = :region, country = :country, city = :city,
               organizer = :organizer, venue = :venue, prize = :prize, starts_at = :starts_at, ends_at = :ends_at, logo_url = :logo_url
        WHERE id = :id)",
          tournament.name, name_of(tournament.tier), tournament.region, tournament.country, tournament.city,
          tournament.organizer, name_of(tournament.venue), tournament.prize, tournament.starts_at,
          tournament.ends_at, tournament.logo_url, tournament.id);
}

namespace {

// One that runs without anybody saying since when stands where it was seen first.
std::optional<Timestamp> calendar_of(const Match& match, Timestamp seen_at) {
  const auto at = time_of(match);
  return at || match.status != MatchStatus::live ? at : seen_at;
}

}  // namespace

std::vector<MatchId> insert_matches(Sql& sql, const std::vector<Match>& matches, Timestamp seen_at) {
  const auto ids = reserve_match_ids(sql, matches.size());
  Cells rows, maps;
  for (std::size_t at = 0; at < matches.size(); ++at) {
    const auto& match = matches[at];
    const auto& [first, second] = match.opponents;
    rows.push_back(to_cells(ids[at], 1, match.tournament, first.team, first.name, second.team, second.name,
                            match.stage, name(match.status), match.best_of, match.scheduled_at,
                            match.time_is_exact, match.original_scheduled_at, match.started_at,
                            match.ended_at, calendar_of(match, seen_at), first_of(match.score),
                            second_of(match.score), first_of(match.advantage), second_of(match.advantage),
                            match.winner, match.draw, match.forfeit, match.disqualified, to_json(match.veto),
                            to_json(match.streams), to_json(match.links)));
    add_maps(ids[at], match.maps, maps);
  }
  constexpr std::string_view head = R"(
        INSERT INTO match (id, revision, tournament_id, first_team_id, first_name, second_team_id, second_name, stage,
                           status, best_of, scheduled_at, time_is_exact, original_scheduled_at, started_at, ended_at,
                           calendar_at, first_score, second_score, first_advantage, second_advantage, winner, draw,
                           forfeit, disqualified, veto, streams, links) {}
        VALUES)";
  sql.insert_all(fmt::format(head, sql.is_sqlite() ? "" : "OVERRIDING SYSTEM VALUE"), rows);
  insert_maps(sql, maps);
  return ids;
}

// What has lost its time stays where it stood.
bool update_match(Sql& sql, const Match& match, Timestamp seen_at) {
  const auto& [first, second] = match.opponents;
  const auto updated = sql.run(
      R"(
        UPDATE match SET revision = revision + 1, tournament_id = :tournament, first_team_id = :first_team,
               first_name = :first_name, second_team_id = :second_team, second_name = :second_name, stage = :stage,
               status = :status, best_of = :best_of, scheduled_at = :scheduled_at, time_is_exact = :time_is_exact,
               original_scheduled_at = :original_scheduled_at, started_at = :started_at, ended_at = :ended_at,
               calendar_at = COALESCE(:calendar_at, calendar_at, :seen_at), first_score = :first_score,
               second_score = :second_score, first_advantage = :first_advantage, second_advantage = :second_advantage,
               winner = :winner, draw = :draw, forfeit = :forfeit, disqualified = :disqualified, veto = :veto,
               streams = :streams, links = :links
        WHERE id = :id AND revision = :revision)",
      match.tournament, first.team, first.name, second.team, second.name, match.stage, name(match.status),
      match.best_of, match.scheduled_at, match.time_is_exact, match.original_scheduled_at, match.started_at,
      match.ended_at, time_of(match), calendar_of(match, seen_at), first_of(match.score),
      second_of(match.score), first_of(match.advantage), second_of(match.advantage), match.winner, match.draw,
      match.forfeit, match.disqualified, to_json(match.veto), to_json(match.streams), to_json(match.links),
      match.id, match.revision);
  if (updated == 0) return false;
  sql.run("DELETE FROM match_map WHERE match_id = :id", match.id);
  Cells maps;
  add_maps(match.id, match.maps, maps);
  insert_maps(sql, maps);
  return true;
}

}  // namespace cs2::store
