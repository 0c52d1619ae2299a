#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {

TeamSnapshot load_team_snapshot(Sql& sql, const Report& report) {
  std::set<std::string> names;
  for (const auto& team : report.teams) {
    names.insert(team.team.name);
    names.insert(team.aliases.begin(), team.aliases.end());
  }
  TeamSnapshot teams;
  load_entities(sql, report.provider, EntityKind::team, report.teams, names, load_teams, teams);
  return teams;
}

namespace {

constexpr int core = 3;  // that many in common are a line-up, in the game's own rules

// Which of the places of the report have a line-up like another one.
class RankedPlayers {
 public:
  explicit RankedPlayers(const Report& report) {
    for (const auto& ranking : report.rankings) {
      for (const auto& place : ranking.places) {
        for (const auto& nickname : place.line_up) places_.emplace(fold(nickname), &place);
      }
    }
  }

  std::set<std::string> list_teams_like(const std::set<std::string>& players) const {
    std::map<const RankingReport::Place*, int> common;
    for (const auto& player : players) {
      const auto [first, last] = places_.equal_range(player);
      for (auto each = first; each != last; ++each) ++common[each->second];
    }
    std::set<std::string> teams;
    for (const auto& [place, count] : common) {
      if (count >= core) teams.insert(place->team);
    }
    return teams;
  }

 private:
  std::multimap<std::string, const RankingReport::Place*> places_;
};

// The ranking before each reported one, or the one after where there is none.
void load_line_ups_of_rankings(Sql& sql, const Report& report, TeamSnapshot& teams) {
  if (report.rankings.empty()) return;
  const RankedPlayers reported{report};
  for (const auto& ranking : report.rankings) {
    for (auto& [published, team, line_up] : sql.select<Row<Timestamp, TeamId, std::string>>(
             R"(
        SELECT ranking.published, ranking_row.team_id, ranking_row.line_up
        FROM ranking JOIN ranking_row ON ranking_row.ranking_id = ranking.id
        JOIN team ON team.id = ranking_row.team_id AND team.retired_at IS NULL
        WHERE ranking.system = :system AND ranking.published = COALESCE(
          (SELECT MAX(published) FROM ranking WHERE system = :system_1 AND published <= :before),
          (SELECT MIN(published) FROM ranking WHERE system = :system_2 AND published > :after)))",
             name(ranking.system), name(ranking.system), ranking.published, name(ranking.system),
             ranking.published)) {
      DatedLineUp stored{.at = published, .players = {}};
      for (const auto& nickname : parse_json_texts(line_up)) stored.players.insert(fold(nickname));
      for (const auto& external_id : reported.list_teams_like(stored.players))
        teams.by_line_up[external_id].insert(team);
      teams.traits[team].line_ups.push_back(std::move(stored));
    }
  }
}

void load_line_ups_of_matches(Sql& sql, const MatchSnapshot& matches, TeamSnapshot& teams) {
  std::set<PlayerId> ids;
  for (const auto& [match, line_ups] : matches.line_ups) {
    for (const auto& side : line_ups) ids.insert(side.facts.begin(), side.facts.end());
  }
  std::map<PlayerId, std::string> nicknames;
  for_each_chunk(std::vector<PlayerId>{ids.begin(), ids.end()}, limits::rows_per_statement,
                 [&](const std::vector<PlayerId>& chunk) {
                   for (auto& [id, nickname] : sql.select<Row<PlayerId, std::string>>(
                            "SELECT id, nickname FROM player WHERE id IN NUMBERS(:ids)", chunk))
                     nicknames.emplace(id, fold(nickname));
                 });
  for (const auto& [match, line_ups] : matches.line_ups) {
    const auto& row = matches.rows.at(match);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto at = time_of(row);
      const auto& team = row.opponents.at(slot).team;
      const auto& side = line_ups.at(slot).facts;
      if (!at || !team || side.empty()) continue;
      DatedLineUp line_up{.at = *at, .players = {}};
      for (const auto player : side) line_up.players.insert(nicknames[player]);
      teams.traits[team].line_ups.push_back(std::move(line_up));
    }
  }
}

void load_rosters(Sql& sql, const std::vector<TeamId>& ids, Timestamp at, TeamSnapshot& teams) {
  std::map<TeamId, std::set<std::string>> rosters;
  for (auto& [team, nickname] : sql.select<Row<TeamId, std::string>>(R"(
        SELECT roster_entry.team_id, player.nickname
        FROM roster_entry JOIN player ON player.id = roster_entry.player_id
        WHERE roster_entry.until IS NULL AND roster_entry.role NOT IN ('coach', 'staff')
              AND roster_entry.team_id IN NUMBERS(:ids))",
                                                                     ids))
    rosters[team].insert(fold(nickname));
  for (auto& [team, players] : rosters)
    teams.traits[team].line_ups.push_back({.at = at, .players = std::move(players)});
}

}  // namespace

void load_team_details(Sql& sql, const Report& report, const MatchSnapshot& matches, TeamSnapshot& teams) {
  const auto meant = candidates(teams);
  if (!report.rosters.empty()) {
    for (auto& stay : load_stays(sql, meant)) teams.stays[stay.facts.team].push_back(std::move(stay));
  }
  if (report.teams.empty()) return;

  load_line_ups_of_rankings(sql, report, teams);
  std::set<TeamId> distinct{meant.begin(), meant.end()};
  for (const auto& [external_id, ids] : teams.by_line_up) distinct.insert(ids.begin(), ids.end());
  for (const auto& [id, row] : matches.rows) {
    for (const auto& opponent : row.opponents) {
      if (opponent.team) distinct.insert(opponent.team);
    }
  }
  for_each_chunk(
      std::vector<TeamId>{distinct.begin(), distinct.end()}, limits::rows_per_statement,
      [&](const std::vector<TeamId>& chunk) {
        for (auto& [team, folded] : sql.select<Row<TeamId, std::string>>(
                 "SELECT ours, folded FROM alias WHERE kind = 'team' AND ours IN NUMBERS(:ids)", chunk))
          teams.traits[team].names.insert(std::move(folded));
        load_ids_of(sql, EntityKind::team, chunk, teams.traits);
        load_rosters(sql, chunk, report.observed_at, teams);
      });
  load_line_ups_of_matches(sql, matches, teams);
}

}  // namespace cs2::store
