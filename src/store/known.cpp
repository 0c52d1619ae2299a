#include <algorithm>
#include <set>

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "store/issue_rows.hpp"
#include "store/known_parts.hpp"
#include "store/player_rows.hpp"
#include "store/rows.hpp"
#include "store/table_rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

template <class Entity>
std::vector<decltype(Entity::id)> candidates(const std::map<std::string, Entity>& by_external,
                                             const std::map<ForeignId, Entity>& known_as,
                                             const std::map<std::string, std::vector<Entity>>& by_name) {
  std::set<decltype(Entity::id)> ids;
  for (const auto& [external, entity] : by_external) ids.insert(entity.id);
  for (const auto& [foreign, entity] : known_as) ids.insert(entity.id);
  for (const auto& [alias, entities] : by_name) {
    for (const auto& entity : entities) ids.insert(entity.id);
  }
  return {ids.begin(), ids.end()};
}

// What tells these teams and those of the rows apart.
void load_traits(Sql& sql, const std::vector<TeamId>& teams, Known& known) {
  std::set<TeamId> distinct{teams.begin(), teams.end()};
  for (const auto& [id, row] : known.rows) {
    for (const auto& opponent : row.opponents) {
      if (opponent.team) distinct.insert(opponent.team);
    }
  }
  const std::vector<TeamId> ids{distinct.begin(), distinct.end()};
  auto& traits = known.team_traits;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<TeamId>& chunk) {
    for (auto& [team, folded] : sql.select<Row<TeamId, std::string>>(
             "SELECT ours, folded FROM alias WHERE kind = 'team' AND ours IN NUMBERS(:ids)", chunk))
      traits[team].names.insert(std::move(folded));
    for (auto& [team, provider_name, external] : sql.select<Row<TeamId, std::string, std::string>>(
             "SELECT ours, provider, external FROM external_id WHERE kind = 'team' AND ours IN NUMBERS(:ids)",
             chunk)) {
      if (const auto provider = parse_provider(provider_name))
        traits[team].ids.insert({*provider, std::move(external)});
    }
    for (auto& [team, nickname] : sql.select<Row<TeamId, std::string>>(R"(
        SELECT roster_entry.team_id, player.nickname
        FROM roster_entry JOIN player ON player.id = roster_entry.player_id
        WHERE roster_entry.until IS NULL AND roster_entry.role NOT IN ('coach', 'staff')
              AND roster_entry.team_id IN NUMBERS(:ids))",
                                                                       chunk))
      traits[team].players.insert(fold(nickname));
  });
}

// And these players.
void load_traits(Sql& sql, const std::vector<PlayerId>& ids, Known& known) {
  auto& traits = known.player_traits;
  for (const auto& stay : load_stays(sql, ids)) traits[stay.facts.player].teams.insert(stay.facts.team);
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<PlayerId>& chunk) {
    for (auto& [player, provider_name, external] : sql.select<Row<PlayerId, std::string, std::string>>(
             "SELECT ours, provider, external FROM external_id "
             "WHERE kind = 'player' AND ours IN NUMBERS(:ids)",
             chunk)) {
      if (const auto provider = parse_provider(provider_name))
        traits[player].ids.insert({*provider, std::move(external)});
    }
  });
}

void load_kept_apart(Sql& sql, Known& known) {
  for (const auto& [kind, ours, candidate] : sql.select<Row<std::string, std::int64_t, std::int64_t>>(
           "SELECT kind, ours, candidate FROM review WHERE state = 'apart'")) {
    if (const auto thing = parse_thing(kind))
      known.kept_apart.emplace(*thing, std::min(ours, candidate), std::max(ours, candidate));
  }
}

void load_issues(Sql& sql, const Report& report, const std::vector<MatchId>& matches, Known& known) {
  const auto load = [&](std::string_view provider, const std::vector<std::string>& subjects) {
    for_each_chunk(subjects, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
      for (auto& [kind, subject, rule, detail, seen_at] :
           sql.select<Row<std::string, std::string, std::string, std::string, Timestamp>>(
               R"(
        SELECT kind, subject, rule, detail, last_seen_at FROM issue
        WHERE settled_at IS NULL AND provider = :provider AND subject IN TEXTS(:subjects))",
               provider, chunk)) {
        known.issues.emplace(issue_key(kind, std::string{provider}, std::move(subject), std::move(rule)),
                             Known::OpenIssue{.detail = std::move(detail), .seen_at = seen_at});
      }
    });
  };
  std::vector<std::string> said;
  said.reserve(report.matches.size() + report.rankings.size() + report.standings.size());
  for (const auto& match : report.matches) said.push_back(issue_subject(match));
  for (const auto& ranking : report.rankings) said.push_back(issue_subject(ranking));
  for (const auto& standings : report.standings) said.push_back(issue_subject(standings));
  load(name(report.provider), said);
  std::vector<std::string> rows;
  rows.reserve(matches.size());
  for (const auto match : matches) rows.push_back(issue_subject(match));
  load({}, rows);
}

bool tells_line_ups(const MatchReport& match) {
  return !match.player_stats.empty() ||
         std::ranges::any_of(match.opponents, [](const auto& side) { return !side.line_up.empty(); });
}

void load_tables(Sql& sql, const Report& report, const std::vector<TournamentId>& tournaments, Known& known) {
  for (const auto& ranking : report.rankings) {
    if (auto told = load_ranking(sql, ranking.system, ranking.published))
      known.rankings.emplace(std::pair{ranking.system, ranking.published}, std::move(*told));
    const auto newest = sql.select_one<Row<std::optional<Timestamp>>>(
        "SELECT MAX(published) FROM ranking WHERE system = :system", name(ranking.system));
    if (newest && std::get<0>(*newest)) known.newest_rankings.emplace(ranking.system, *std::get<0>(*newest));
  }
  const bool any_winner =
      std::ranges::any_of(report.tournaments, [](const auto& each) { return each.winner.has_value(); });
  if (!report.standings.empty()) known.standings = load_standings(sql, tournaments);
  if (!report.placements.empty() || any_winner) known.placements = load_placements(sql, tournaments);
}

}  // namespace

Known load_known(Store& store, const Report& report) {
  Known known;
  Reading reading{store};
  auto& sql = reading.sql();
  load_known_names(sql, report, known);
  load_known_matches(sql, report, known);
  load_kept_apart(sql, known);
  const auto teams = candidates(known.teams, known.teams_known_as, known.teams_by_name);
  if (!report.teams.empty()) load_traits(sql, teams, known);
  if (!report.players.empty())
    load_traits(sql, candidates(known.players, known.players_known_as, known.players_by_name), known);
  std::vector<MatchId> matches;
  matches.reserve(known.rows.size());
  for (const auto& [id, row] : known.rows) matches.push_back(id);
  load_issues(sql, report, matches, known);
  if (!report.rosters.empty()) {
    for (auto& stay : load_stays(sql, teams)) known.stays[stay.facts.team].push_back(std::move(stay));
  }
  if (std::ranges::any_of(report.matches, tells_line_ups)) {
    known.line_ups = load_line_ups(sql, matches);
    known.player_stats = load_player_stats(sql, matches);
  }
  auto tournaments = candidates(known.tournaments, known.tournaments_known_as, known.tournaments_by_name);
  for (const auto& [home, tournament] : known.homes) tournaments.push_back(home);
  load_tables(sql, report, tournaments, known);
  return known;
}

Known load_known(Store& store, const std::vector<MatchId>& matches) {
  Known known;
  Reading reading{store};
  load_known_matches(reading.sql(), matches, known);
  load_kept_apart(reading.sql(), known);
  return known;
}

}  // namespace cs2::store
