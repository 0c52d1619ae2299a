// How the parts of a snapshot are loaded, and what that has in common. Private to store.
#pragma once

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "model/team_name.hpp"
#include "store/database/internal/sql.hpp"
#include "store/facts/internal/external_ids.hpp"
#include "store/facts/internal/without_overrides.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::store {

template <class Reports>
std::vector<std::string> externals_of(const Reports& reports) {
  std::vector<std::string> externals;
  externals.reserve(reports.size());
  for (const auto& report : reports) externals.push_back(report.external_id);
  return externals;
}

// Ours by what the report says that other sources call its things.
template <class Reports>
std::map<CrossReference, std::int64_t> load_foreign_ids(Sql& sql, EntityKind entity, const Reports& reports) {
  std::map<ProviderName, std::vector<std::string>> wanted;
  for (const auto& report : reports) {
    for (const auto& [provider, external] : report.cross_references) wanted[provider].push_back(external);
  }
  std::map<CrossReference, std::int64_t> ours;
  for (const auto& [provider, externals] : wanted) {
    for (auto& [external, id] : load_external_ids(sql, provider, entity, externals))
      ours.emplace(CrossReference{provider, external}, id);
  }
  return ours;
}

// Ours by the letters of their names, without those that were retired.
std::multimap<std::string, std::int64_t> load_aliases(Sql& sql, EntityKind entity,
                                                      const std::set<std::string>& names);

// By the report's ids, by its names, and by the ids of others that it names. `load` gives entities by our id.
template <class Entity, class Reports, class Load>
void load_entities(Sql& sql, ProviderName provider, EntityKind kind, const Reports& reports,
                   const std::set<std::string>& names, Load load, EntitySnapshot<Entity>& snapshot) {
  using AnyId = decltype(Entity::id);
  const auto externals = load_external_ids(sql, provider, kind, externals_of(reports));
  const auto aliases = load_aliases(sql, kind, names);
  const auto foreign = load_foreign_ids(sql, kind, reports);
  const auto fill = [&](const auto& ids, const std::map<AnyId, Entity>& entities, auto add) {
    for (const auto& [key, id] : ids) {
      if (const auto found = entities.find({id}); found != entities.end()) add(key, found->second);
    }
  };
  const auto load_all = [&](const std::vector<AnyId>& ids) {
    return all_without_overrides(sql, kind, load(sql, ids));
  };
  std::set<AnyId> distinct;
  for (const auto& [external, id] : externals) distinct.insert({id});
  std::vector<AnyId> named{distinct.begin(), distinct.end()};
  for (const auto& [alias, id] : aliases) named.push_back({id});
  const auto entities = load_all(named);
  fill(externals, entities,
       [&](const auto& key, const Entity& entity) { snapshot.by_external_id.emplace(key, entity); });
  fill(aliases, entities,
       [&](const auto& key, const Entity& entity) { snapshot.by_name[key].push_back(entity); });
  std::vector<AnyId> referred;
  for (const auto& [reference, id] : foreign) referred.push_back({id});
  fill(foreign, load_all(referred),
       [&](const auto& key, const Entity& entity) { snapshot.by_reference.emplace(key, entity); });
}

// All that it may mean, each once.
template <class Entity>
std::vector<decltype(Entity::id)> candidates(const EntitySnapshot<Entity>& snapshot) {
  std::set<decltype(Entity::id)> ids;
  for (const auto& [external, entity] : snapshot.by_external_id) ids.insert(entity.id);
  for (const auto& [foreign, entity] : snapshot.by_reference) ids.insert(entity.id);
  for (const auto& [alias, entities] : snapshot.by_name) {
    for (const auto& entity : entities) ids.insert(entity.id);
  }
  return {ids.begin(), ids.end()};
}

// What the sources call these, into their traits.
template <class AnyId, class Traits>
void load_ids_of(Sql& sql, EntityKind kind, const std::vector<AnyId>& chunk,
                 std::map<AnyId, Traits>& traits) {
  for (auto& [ours, provider_name, external] : sql.select<Row<AnyId, std::string, std::string>>(
           "SELECT ours, provider, external FROM external_id WHERE kind = :kind AND ours IN NUMBERS(:ids)",
           name(kind), chunk)) {
    if (const auto provider = parse_provider(provider_name))
      traits[ours].ids.insert({*provider, std::move(external)});
  }
}

// By ids and names; what tells teams apart needs the matches too, and these need teams and tournaments.
TeamSnapshot load_team_snapshot(Sql& sql, const Report& report);
void load_team_details(Sql& sql, const Report& report, const MatchSnapshot& matches, TeamSnapshot& teams);

PlayerSnapshot load_player_snapshot(Sql& sql, const Report& report);
PlayerSnapshot load_player_snapshot(Sql& sql, TeamId team);

TournamentSnapshot load_tournament_snapshot(Sql& sql, const Report& report);
void load_tournaments_of(Sql& sql, const MatchSnapshot& matches, TournamentSnapshot& tournaments);

MatchSnapshot load_match_snapshot(Sql& sql, const Report& report, const TeamSnapshot& teams,
                                  const TournamentSnapshot& tournaments);
MatchSnapshot load_match_snapshot(Sql& sql, const std::vector<MatchId>& ids);

TableSnapshot load_table_snapshot(Sql& sql, const Report& report, const TournamentSnapshot& tournaments);

}  // namespace cs2::store
