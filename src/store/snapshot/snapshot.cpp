#include "store/snapshot/snapshot.hpp"

#include "base/limits/store.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/database/state.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/issue_rows.hpp"
#include "store/identity/identities.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {
namespace {

template <class Reports>
void load_pages(Sql& sql, ProviderName provider, EntityKind entity, const Reports& reports, Pages& pages) {
  for_each_chunk(
      externals_of(reports), limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
        for (auto& [external, url, seen_at] :
             sql.select<Row<std::string, std::string, std::optional<Timestamp>>>(R"(
        SELECT external, url, seen_at FROM external_id
        WHERE provider = :provider AND kind = :kind AND external IN TEXTS(:externals))",
                                                                                 name(provider), name(entity),
                                                                                 chunk)) {
          pages.emplace(std::pair{entity, std::move(external)},
                        Page{.url = std::move(url), .seen_at = seen_at});
        }
      });
}

KeptApart load_kept_apart(Sql& sql) {
  KeptApart apart;
  for (const auto& [kind, ours, candidate] : sql.select<Row<std::string, std::int64_t, std::int64_t>>(
           "SELECT kind, ours, candidate FROM review WHERE state = 'apart'")) {
    if (const auto entity = parse_entity_kind(kind))
      apart.emplace(*entity, std::min(ours, candidate), std::max(ours, candidate));
  }
  return apart;
}

OpenIssues load_issues(Sql& sql, const Report& report, const MatchSnapshot& matches) {
  OpenIssues issues;
  const auto load = [&](std::string_view provider, const std::vector<std::string>& subjects) {
    for_each_chunk(subjects, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
      for (auto& [kind, subject, rule, detail, seen_at] :
           sql.select<Row<std::string, std::string, std::string, std::string, Timestamp>>(
               R"(
        SELECT kind, subject, rule, detail, last_seen_at FROM issue
        WHERE settled_at IS NULL AND provider = :provider AND subject IN TEXTS(:subjects))",
               provider, chunk)) {
        issues.emplace(issue_key(kind, std::string{provider}, std::move(subject), std::move(rule)),
                       OpenIssue{.detail = std::move(detail), .seen_at = seen_at});
      }
    });
  };
  std::vector<std::string> stated;
  stated.reserve(report.matches.size() + report.rankings.size() + report.standings.size());
  for (const auto& match : report.matches) stated.push_back(issue_subject(match));
  for (const auto& ranking : report.rankings) stated.push_back(issue_subject(ranking));
  for (const auto& standings : report.standings) stated.push_back(issue_subject(standings));
  for (const auto& skipped : report.skipped) {
    if (!skipped.rule.empty()) stated.push_back(skipped.what);
  }
  load(name(report.provider), stated);
  std::vector<std::string> rows;
  rows.reserve(matches.rows.size());
  for (const auto& [id, row] : matches.rows) rows.push_back(issue_subject(id));
  load({}, rows);
  return issues;
}

}  // namespace

StoreSnapshot load_snapshot(Store& store, const Report& report) {
  StoreSnapshot snapshot;
  snapshot.reading_since = find_reading_since(store, report.provider).value_or(Timestamp{});
  Reading reading{store};
  auto& sql = reading.sql();
  auto& [teams, players, tournaments, matches, tables, kept_apart, pages, issues, since] = snapshot;
  teams = load_team_snapshot(sql, report);
  players = load_player_snapshot(sql, report);
  tournaments = load_tournament_snapshot(sql, report);
  matches = load_match_snapshot(sql, report, teams, tournaments);
  load_team_details(sql, report, matches, teams);
  load_tournaments_of(sql, matches, tournaments);
  tables = load_table_snapshot(sql, report, tournaments);
  kept_apart = load_kept_apart(sql);
  load_pages(sql, report.provider, EntityKind::team, report.teams, pages);
  load_pages(sql, report.provider, EntityKind::player, report.players, pages);
  load_pages(sql, report.provider, EntityKind::tournament, report.tournaments, pages);
  issues = load_issues(sql, report, matches);
  return snapshot;
}

StoreSnapshot load_snapshot(Store& store, const std::vector<MatchId>& matches) {
  StoreSnapshot snapshot;
  Reading reading{store};
  snapshot.matches = load_match_snapshot(reading.sql(), matches);
  snapshot.kept_apart = load_kept_apart(reading.sql());
  return snapshot;
}

StoreSnapshot load_snapshot(Store& store, TeamId team, int matches_max) {
  auto snapshot = load_snapshot(store, list_matches_of(store, team, matches_max));
  Reading reading{store};
  snapshot.players = load_player_snapshot(reading.sql(), team);
  return snapshot;
}

}  // namespace cs2::store
