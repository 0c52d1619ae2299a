#include <algorithm>
#include <set>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "model/json.hpp"
#include "store/apply.hpp"
#include "store/external_ids.hpp"
#include "store/rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

template <class Reports>
std::vector<std::string> externals_of(const Reports& reports) {
  std::vector<std::string> externals;
  for (const auto& report : reports) externals.push_back(report.external_id);
  return externals;
}

template <class AnyId>
std::vector<AnyId> ids_in(const std::map<std::string, std::int64_t>& ours) {
  std::set<std::int64_t> distinct;
  for (const auto& [external, id] : ours) distinct.insert(id);
  std::vector<AnyId> ids;
  for (const auto id : distinct) ids.push_back({id});
  return ids;
}

std::vector<std::string> folded(const std::set<std::string>& names) {
  std::set<std::string> distinct;
  for (const auto& name : names) distinct.insert(fold(name));
  distinct.erase("");
  return {distinct.begin(), distinct.end()};
}

// Ours by folded name.
std::multimap<std::string, std::int64_t> load_aliases(Sql& sql, Thing thing,
                                                      const std::vector<std::string>& names) {
  std::multimap<std::string, std::int64_t> ours;
  for_each_chunk(names, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
    for (auto& [alias, id] : sql.select<Row<std::string, std::int64_t>>(
             "SELECT folded, ours FROM alias WHERE kind = :kind AND folded IN TEXTS(:names) ORDER BY ours",
             name(thing), chunk)) {
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

template <class Entity>
std::vector<decltype(Entity::id)> candidates(const std::map<std::string, Entity>& by_external,
                                             const std::map<std::string, std::vector<Entity>>& by_name) {
  std::set<decltype(Entity::id)> ids;
  for (const auto& [external, entity] : by_external) ids.insert(entity.id);
  for (const auto& [alias, entities] : by_name) {
    for (const auto& entity : entities) ids.insert(entity.id);
  }
  return {ids.begin(), ids.end()};
}

// Sorted times of the reported matches.
std::vector<Timestamp> times_of(const Report& report) {
  std::vector<Timestamp> times;
  for (const auto& match : report.matches) {
    if (const auto at = time_of(match)) times.push_back(*at);
  }
  std::ranges::sort(times);
  return times;
}

bool is_near(const std::vector<Timestamp>& times, Timestamp at) {
  const auto first = std::ranges::lower_bound(times, at - days{limits::known_days});
  return first != times.end() && *first <= at + days{limits::known_days};
}

// Matches of these teams and tournaments that the report may mean, although it calls them otherwise.
std::vector<MatchId> list_neighbours(Sql& sql, const std::vector<TeamId>& teams,
                                     const std::vector<TournamentId>& tournaments,
                                     const std::vector<Timestamp>& times) {
  const auto from = times.empty() ? Timestamp{} : times.front() - days{limits::known_days};
  const auto to = times.empty() ? Timestamp{} : times.back() + days{limits::known_days};
  std::vector<MatchId> near;
  for (const auto& [id, at] : sql.select<Row<MatchId, std::optional<Timestamp>>>(
           R"(
        SELECT id, calendar_at FROM match WHERE first_team_id IN NUMBERS(:teams_1)
               AND (calendar_at IS NULL OR calendar_at BETWEEN :from_1 AND :to_1)
        UNION
        SELECT id, calendar_at FROM match WHERE second_team_id IN NUMBERS(:teams_2)
               AND (calendar_at IS NULL OR calendar_at BETWEEN :from_2 AND :to_2)
        UNION
        SELECT id, calendar_at FROM match WHERE tournament_id IN NUMBERS(:tournaments)
               AND (calendar_at IS NULL OR calendar_at BETWEEN :from_3 AND :to_3))",
           teams, from, to, teams, from, to, tournaments, from, to)) {
    if (!at || is_near(times, *at)) near.push_back(id);
  }
  return near;
}

void load_said(Sql& sql, const std::vector<MatchId>& matches,
               std::map<MatchId, std::vector<Known::Said>>& said) {
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (auto& [match, provider_name, external, facts, seen_at] :
         sql.select<Row<MatchId, std::string, std::string, std::string, Timestamp>>(
             R"(
        SELECT match_id, provider, external_id, facts, seen_at FROM sighting WHERE match_id IN NUMBERS(:matches)
        ORDER BY match_id, seen_at DESC, provider, external_id)",
             chunk)) {
      const auto provider = parse_provider(provider_name);
      auto parsed = parse_match(facts);
      if (!provider || !parsed)
        throw DatabaseError(fmt::format("sighting {} of {} cannot be read", external, provider_name));
      said[match].push_back({.provider = *provider,
                             .external_id = std::move(external),
                             .facts = std::move(*parsed),
                             .seen_at = seen_at});
    }
  });
}

}  // namespace

Known load_known(Store& store, const Report& report) {
  Known known;
  Reading reading{store};
  auto& sql = reading.sql();

  std::set<std::string> team_names, tournament_names;
  for (const auto& team : report.teams) {
    team_names.insert(team.team.name);
    team_names.insert(team.aliases.begin(), team.aliases.end());
  }
  for (const auto& tournament : report.tournaments) tournament_names.insert(tournament.tournament.name);

  fill<Team, TeamId>(
      load_external_ids(sql, report.provider, Thing::team, externals_of(report.teams)),
      load_aliases(sql, Thing::team, folded(team_names)),
      [&](const std::vector<TeamId>& ids) { return load_teams(sql, ids); }, known.teams, known.teams_by_name);
  fill<Tournament, TournamentId>(
      load_external_ids(sql, report.provider, Thing::tournament, externals_of(report.tournaments)),
      load_aliases(sql, Thing::tournament, folded(tournament_names)),
      [&](const std::vector<TournamentId>& ids) { return load_tournaments(sql, ids); }, known.tournaments,
      known.tournaments_by_name);

  const auto matches = load_external_ids(sql, report.provider, Thing::match, externals_of(report.matches));
  for (const auto& [external, id] : matches) known.matches.emplace(external, MatchId{id});

  auto wanted = list_neighbours(sql, candidates(known.teams, known.teams_by_name),
                                candidates(known.tournaments, known.tournaments_by_name), times_of(report));
  const auto named = ids_in<MatchId>(matches);
  wanted.insert(wanted.end(), named.begin(), named.end());
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

  known.rows = load_matches(sql, wanted);
  std::set<TournamentId> homes;
  for (const auto& [id, row] : known.rows) {
    if (row.tournament) homes.insert(row.tournament);
  }
  known.homes = load_tournaments(sql, {homes.begin(), homes.end()});
  load_said(sql, wanted, known.said);
  return known;
}

}  // namespace cs2::store
