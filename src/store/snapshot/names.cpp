#include <set>

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/facts/internal/sourced.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {
namespace {

template <class AnyId>
std::vector<AnyId> ids_in(const std::map<std::string, std::int64_t>& ours) {
  std::set<std::int64_t> distinct;
  for (const auto& [external, id] : ours) distinct.insert(id);
  std::vector<AnyId> ids;
  ids.reserve(distinct.size());
  for (const auto id : distinct) ids.push_back({id});
  return ids;
}

std::vector<std::string> folded(const std::set<std::string>& names) {
  std::set<std::string> distinct;
  for (const auto& name : names) distinct.insert(fold(name));
  distinct.erase("");
  return {distinct.begin(), distinct.end()};
}

// Ours by folded name, without those that were retired.
std::multimap<std::string, std::int64_t> load_aliases(Sql& sql, EntityKind entity,
                                                      const std::vector<std::string>& names) {
  std::multimap<std::string, std::int64_t> ours;
  for_each_chunk(names, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
    for (auto& [alias, id] : sql.select<Row<std::string, std::int64_t>>(fmt::format(R"(
        SELECT folded, ours FROM alias
        WHERE kind = :kind AND folded IN TEXTS(:names)
              AND ours NOT IN (SELECT id FROM {} WHERE retired_at IS NOT NULL)
        ORDER BY ours)",
                                                                                    name(entity)),
                                                                        name(entity), chunk)) {
      ours.emplace(std::move(alias), id);
    }
  });
  return ours;
}

// By external id, and by folded name, all entities with one query.
template <class Entity, class AnyId, class Load>
void fill(const std::map<std::string, std::int64_t>& externals,
          const std::multimap<std::string, std::int64_t>& aliases, Load load,
          std::map<std::string, Entity>& by_external, std::map<std::string, std::vector<Entity>>& by_name) {
  auto wanted = ids_in<AnyId>(externals);
  for (const auto& [alias, id] : aliases) wanted.push_back({id});
  const std::map<AnyId, Entity> entities = load(wanted);
  for (const auto& [external, id] : externals) {
    if (const auto found = entities.find({id}); found != entities.end())
      by_external.emplace(external, found->second);
  }
  for (const auto& [alias, id] : aliases) {
    if (const auto found = entities.find({id}); found != entities.end())
      by_name[alias].push_back(found->second);
  }
}

template <class Entity, class Reports, class Load>
std::map<CrossReference, Entity> load_known_as(Sql& sql, EntityKind entity, const Reports& reports,
                                               Load load) {
  const auto ours = load_foreign_ids(sql, entity, reports);
  std::vector<decltype(Entity::id)> ids;
  ids.reserve(ours.size());
  for (const auto& [foreign, id] : ours) ids.push_back({id});
  const std::map<decltype(Entity::id), Entity> entities = load(ids);
  std::map<CrossReference, Entity> cross_references;
  for (const auto& [foreign, id] : ours) {
    if (const auto found = entities.find({id}); found != entities.end())
      cross_references.emplace(foreign, found->second);
  }
  return cross_references;
}

void load_players_of(Sql& sql, const Report& report, Known& known) {
  if (report.players.empty()) return;
  std::set<std::string> names;
  for (const auto& player : report.players) {
    names.insert(player.player.nickname);
    names.insert(player.aliases.begin(), player.aliases.end());
  }
  const auto players_of = [&](const std::vector<PlayerId>& ids) {
    return all_without_overrides(sql, EntityKind::player, load_players(sql, ids));
  };
  fill<Player, PlayerId>(
      load_external_ids(sql, report.provider, EntityKind::player, externals_of(report.players)),
      load_aliases(sql, EntityKind::player, folded(names)), players_of, known.players, known.players_by_name);
  known.players_by_reference = load_known_as<Player>(sql, EntityKind::player, report.players, players_of);
}

template <class Reports>
void load_pages(Sql& sql, ProviderName provider, EntityKind entity, const Reports& reports, Known& known) {
  for_each_chunk(
      externals_of(reports), limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
        for (auto& [external, url, seen_at] :
             sql.select<Row<std::string, std::string, std::optional<Timestamp>>>(R"(
        SELECT external, url, seen_at FROM external_id
        WHERE provider = :provider AND kind = :kind AND external IN TEXTS(:externals))",
                                                                                 name(provider), name(entity),
                                                                                 chunk)) {
          known.pages.emplace(std::pair{entity, std::move(external)},
                              Known::Page{.url = std::move(url), .seen_at = seen_at});
        }
      });
}

}  // namespace

void load_known_names(Sql& sql, const Report& report, Known& known) {
  std::set<std::string> team_names, tournament_names;
  for (const auto& team : report.teams) {
    team_names.insert(team.team.name);
    team_names.insert(team.aliases.begin(), team.aliases.end());
  }
  for (const auto& tournament : report.tournaments) tournament_names.insert(tournament.tournament.name);

  const auto teams_of = [&](const std::vector<TeamId>& ids) {
    return all_without_overrides(sql, EntityKind::team, load_teams(sql, ids));
  };
  const auto tournaments_of = [&](const std::vector<TournamentId>& ids) {
    return all_without_overrides(sql, EntityKind::tournament, load_tournaments(sql, ids));
  };
  fill<Team, TeamId>(load_external_ids(sql, report.provider, EntityKind::team, externals_of(report.teams)),
                     load_aliases(sql, EntityKind::team, folded(team_names)), teams_of, known.teams,
                     known.teams_by_name);
  fill<Tournament, TournamentId>(
      load_external_ids(sql, report.provider, EntityKind::tournament, externals_of(report.tournaments)),
      load_aliases(sql, EntityKind::tournament, folded(tournament_names)), tournaments_of, known.tournaments,
      known.tournaments_by_name);
  known.teams_by_reference = load_known_as<Team>(sql, EntityKind::team, report.teams, teams_of);
  known.tournaments_by_reference =
      load_known_as<Tournament>(sql, EntityKind::tournament, report.tournaments, tournaments_of);
  load_players_of(sql, report, known);

  load_pages(sql, report.provider, EntityKind::team, report.teams, known);
  load_pages(sql, report.provider, EntityKind::player, report.players, known);
  load_pages(sql, report.provider, EntityKind::tournament, report.tournaments, known);
}

}  // namespace cs2::store
