#include <algorithm>
#include <set>

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "model/json.hpp"
#include "store/apply.hpp"
#include "store/external_ids.hpp"
#include "store/player_rows.hpp"
#include "store/rows.hpp"
#include "store/table_rows.hpp"
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

// Ours by folded name, without those that were retired.
std::multimap<std::string, std::int64_t> load_aliases(Sql& sql, Thing thing,
                                                      const std::vector<std::string>& names) {
  std::multimap<std::string, std::int64_t> ours;
  for_each_chunk(names, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
    for (auto& [alias, id] : sql.select<Row<std::string, std::int64_t>>(fmt::format(R"(
        SELECT folded, ours FROM alias
        WHERE kind = :kind AND folded IN TEXTS(:names)
              AND ours NOT IN (SELECT id FROM {} WHERE retired_at IS NOT NULL)
        ORDER BY ours)",
                                                                                    name(thing)),
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

// Ours by what the report says that other sources call its things.
template <class Reports>
std::map<ForeignId, std::int64_t> load_foreign_ids(Sql& sql, Thing thing, const Reports& reports) {
  std::map<ProviderName, std::vector<std::string>> wanted;
  for (const auto& report : reports) {
    for (const auto& [provider, external] : report.known_as) wanted[provider].push_back(external);
  }
  std::map<ForeignId, std::int64_t> ours;
  for (const auto& [provider, externals] : wanted) {
    for (auto& [external, id] : load_external_ids(sql, provider, thing, externals))
      ours.emplace(ForeignId{provider, external}, id);
  }
  return ours;
}

template <class Entity, class Reports, class Load>
std::map<ForeignId, Entity> load_known_as(Sql& sql, Thing thing, const Reports& reports, Load load) {
  const auto ours = load_foreign_ids(sql, thing, reports);
  std::vector<decltype(Entity::id)> ids;
  for (const auto& [foreign, id] : ours) ids.push_back({id});
  const std::map<decltype(Entity::id), Entity> entities = load(ids);
  std::map<ForeignId, Entity> known_as;
  for (const auto& [foreign, id] : ours) {
    if (const auto found = entities.find({id}); found != entities.end())
      known_as.emplace(foreign, found->second);
  }
  return known_as;
}

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
        SELECT id, calendar_at FROM match WHERE first_team_id IN NUMBERS(:teams_1) AND retired_at IS NULL
               AND (calendar_at IS NULL OR calendar_at BETWEEN :from_1 AND :to_1)
        UNION
        SELECT id, calendar_at FROM match WHERE second_team_id IN NUMBERS(:teams_2) AND retired_at IS NULL
               AND (calendar_at IS NULL OR calendar_at BETWEEN :from_2 AND :to_2)
        UNION
        SELECT id, calendar_at FROM match WHERE tournament_id IN NUMBERS(:tournaments) AND retired_at IS NULL
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

std::set<MatchId> load_retired(Sql& sql, const std::vector<MatchId>& matches) {
  std::set<MatchId> retired;
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (const auto& [id] : sql.select<Row<MatchId>>(
             "SELECT id FROM match WHERE id IN NUMBERS(:ids) AND retired_at IS NOT NULL", chunk))
      retired.insert(id);
  });
  return retired;
}

template <class Reports>
void load_pages(Sql& sql, ProviderName provider, Thing thing, const Reports& reports, Known& known) {
  for_each_chunk(
      externals_of(reports), limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
        for (auto& [external, url, seen_at] :
             sql.select<Row<std::string, std::string, std::optional<Timestamp>>>(R"(
        SELECT external, url, seen_at FROM external_id
        WHERE provider = :provider AND kind = :kind AND external IN TEXTS(:externals))",
                                                                                 name(provider), name(thing),
                                                                                 chunk)) {
          known.pages.emplace(std::pair{thing, std::move(external)},
                              Known::Page{.url = std::move(url), .seen_at = seen_at});
        }
      });
}

// ---- players

void load_namesakes(Sql& sql, const Report& report, Known& known) {
  std::set<std::string> names;
  for (const auto& player : report.players) {
    names.insert(player.player.nickname);
    names.insert(player.aliases.begin(), player.aliases.end());
  }
  const auto aliases = load_aliases(sql, Thing::player, folded(names));
  std::vector<PlayerId> ids;
  for (const auto& [alias, id] : aliases) ids.push_back({id});

  std::map<PlayerId, std::set<TeamId>> teams;
  for (const auto& stay : load_stays(sql, ids)) teams[stay.facts.player].insert(stay.facts.team);
  std::set<PlayerId> named;
  for (const auto& [id] : sql.select<Row<PlayerId>>(R"(
        SELECT ours FROM external_id WHERE kind = 'player' AND ours IN NUMBERS(:ids) AND provider = :provider)",
                                                    ids, name(report.provider)))
    named.insert(id);

  const auto players = load_players(sql, ids);
  for (const auto& [alias, id] : aliases) {
    const PlayerId player{id};
    if (const auto found = players.find(player); found != players.end())
      known.players_by_name[alias].push_back(
          {.player = found->second, .teams = teams[player], .named_by_source = named.contains(player)});
  }
}

void load_players_of(Sql& sql, const Report& report, Known& known) {
  if (report.players.empty()) return;
  const auto externals = load_external_ids(sql, report.provider, Thing::player, externals_of(report.players));
  const auto players = load_players(sql, ids_in<PlayerId>(externals));
  for (const auto& [external, id] : externals) {
    if (const auto found = players.find({id}); found != players.end())
      known.players.emplace(external, found->second);
  }
  known.players_known_as =
      load_known_as<Player>(sql, Thing::player, report.players,
                            [&](const std::vector<PlayerId>& ids) { return load_players(sql, ids); });
  load_namesakes(sql, report, known);
}

// ---- what is said of them

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

  known.teams_known_as = load_known_as<Team>(
      sql, Thing::team, report.teams, [&](const std::vector<TeamId>& ids) { return load_teams(sql, ids); });
  known.tournaments_known_as = load_known_as<Tournament>(
      sql, Thing::tournament, report.tournaments,
      [&](const std::vector<TournamentId>& ids) { return load_tournaments(sql, ids); });
  load_players_of(sql, report, known);

  auto externals = externals_of(report.matches);
  externals.insert(externals.end(), report.gone.begin(), report.gone.end());
  const auto matches = load_external_ids(sql, report.provider, Thing::match, externals);
  for (const auto& [external, id] : matches) known.matches.emplace(external, MatchId{id});

  const auto teams = candidates(known.teams, known.teams_known_as, known.teams_by_name);
  auto tournaments = candidates(known.tournaments, known.tournaments_known_as, known.tournaments_by_name);
  auto wanted = list_neighbours(sql, teams, tournaments, times_of(report));
  const auto named = ids_in<MatchId>(matches);
  wanted.insert(wanted.end(), named.begin(), named.end());
  for (const auto& [foreign, id] : load_foreign_ids(sql, Thing::match, report.matches)) {
    known.matches_known_as.emplace(foreign, MatchId{id});
    wanted.push_back({id});
  }
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

  known.rows = load_matches(sql, wanted);
  std::set<TournamentId> homes;
  for (const auto& [id, row] : known.rows) {
    if (row.tournament) homes.insert(row.tournament);
  }
  known.homes = load_tournaments(sql, {homes.begin(), homes.end()});
  load_said(sql, wanted, known.said);
  known.retired = load_retired(sql, wanted);

  if (!report.rosters.empty()) {
    for (auto& stay : load_stays(sql, teams)) known.stays[stay.facts.team].push_back(std::move(stay));
  }
  if (std::ranges::any_of(report.matches, tells_line_ups)) {
    known.line_ups = load_line_ups(sql, wanted);
    known.player_stats = load_player_stats(sql, wanted);
  }
  tournaments.insert(tournaments.end(), homes.begin(), homes.end());
  load_tables(sql, report, tournaments, known);
  load_pages(sql, report.provider, Thing::team, report.teams, known);
  load_pages(sql, report.provider, Thing::player, report.players, known);
  load_pages(sql, report.provider, Thing::tournament, report.tournaments, known);
  return known;
}

}  // namespace cs2::store
