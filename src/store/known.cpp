#include <algorithm>
#include <set>

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "model/json.hpp"
#include "store/apply.hpp"
#include "store/external_ids.hpp"
#include "store/issue_rows.hpp"
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

// The times around which a team's or a tournament's matches are wanted, without overlaps.
class Windows {
 public:
  void add(std::int64_t id, Timestamp at, days around) { at_[id].emplace_back(at - around, at + around); }

  std::vector<Span> spans() {
    std::vector<Span> spans;
    for (auto& [id, windows] : at_) {
      std::ranges::sort(windows);
      for (const auto& [from, to] : windows) {
        const bool overlaps =
            !spans.empty() && spans.back().id == id && from <= from_unix_milliseconds(spans.back().to);
        if (overlaps)
          spans.back().to = std::max(spans.back().to, unix_milliseconds(to));
        else
          spans.push_back({.id = id, .from = unix_milliseconds(from), .to = unix_milliseconds(to)});
      }
    }
    return spans;
  }

 private:
  std::map<std::int64_t, std::vector<std::pair<Timestamp, Timestamp>>> at_;
};

// Ours that a report's external id may mean.
template <class Entity, class Report>
std::set<std::int64_t> bearers(const Report& report, const std::vector<std::string>& names,
                               const std::map<std::string, Entity>& by_external,
                               const std::map<ForeignId, Entity>& known_as,
                               const std::map<std::string, std::vector<Entity>>& by_name) {
  std::set<std::int64_t> ids;
  if (const auto found = by_external.find(report.external_id); found != by_external.end())
    ids.insert(found->second.id.value);
  for (const auto& foreign : report.known_as) {
    if (const auto found = known_as.find(foreign); found != known_as.end())
      ids.insert(found->second.id.value);
  }
  for (const auto& name : names) {
    const auto found = by_name.find(fold(name));
    if (found == by_name.end()) continue;
    for (const auto& entity : found->second) ids.insert(entity.id.value);
  }
  return ids;
}

using Bearers = std::map<std::string, std::set<std::int64_t>>;  // by external id

// A finished match does not move any more; what is to come may.
days window_of(const Report& report) {
  return days{report.is_history ? limits::known_days_of_history : limits::known_days};
}

Windows team_windows(const Report& report, const Bearers& teams) {
  Windows windows;
  for (const auto& match : report.matches) {
    const auto at = time_of(match);
    if (!at) continue;
    for (const auto& side : match.opponents) {
      const auto found = side.team ? teams.find(*side.team) : teams.end();
      if (found == teams.end()) continue;
      for (const auto id : found->second) windows.add(id, *at, window_of(report));
    }
  }
  return windows;
}

// Whoever plays, or is to be decided, in the tournament; not needed where both are known.
Windows tournament_windows(const Report& report, const Bearers& tournaments) {
  Windows windows;
  for (const auto& match : report.matches) {
    const auto at = time_of(match);
    const bool decided = match.opponents[0].team && match.opponents[1].team;
    const auto found = match.tournament ? tournaments.find(*match.tournament) : tournaments.end();
    if (!at || decided || found == tournaments.end()) continue;
    for (const auto id : found->second) windows.add(id, *at, window_of(report));
  }
  return windows;
}

// Matches of these teams and tournaments that the report may mean, although it calls them otherwise. Each
// window is a range of an index, so it does not matter how many matches there are outside.
void list_neighbours(Sql& sql, const std::vector<Span>& teams, const std::vector<Span>& tournaments,
                     std::vector<MatchId>& near) {
  // PostgreSQL takes every list for a hundred rows and would read the whole table to join it. Until the end
  // of the transaction, in which nothing else of that size is joined.
  if (!sql.is_sqlite()) {
    sql.run_once("SET LOCAL enable_hashjoin = off");
    sql.run_once("SET LOCAL enable_mergejoin = off");
  }
  for_each_chunk(teams, limits::rows_per_statement, [&](const std::vector<Span>& chunk) {
    std::vector<std::int64_t> ids;
    for (const auto& span : chunk) ids.push_back(span.id);
    for (const auto& [id] : sql.select<Row<MatchId>>(R"(
        SELECT m.id FROM SPANS(:spans_1) AS s CROSS JOIN match m
        WHERE m.first_team_id = s.id AND m.calendar_at BETWEEN s.low AND s.high AND m.retired_at IS NULL
        UNION
        SELECT m.id FROM SPANS(:spans_2) AS s CROSS JOIN match m
        WHERE m.second_team_id = s.id AND m.calendar_at BETWEEN s.low AND s.high AND m.retired_at IS NULL
        UNION
        SELECT id FROM match WHERE first_team_id IN NUMBERS(:ids_1) AND calendar_at IS NULL AND retired_at IS NULL
        UNION
        SELECT id FROM match WHERE second_team_id IN NUMBERS(:ids_2) AND calendar_at IS NULL AND retired_at IS NULL)",
                                                     chunk, chunk, ids, ids))
      near.push_back(id);
  });
  for_each_chunk(tournaments, limits::rows_per_statement, [&](const std::vector<Span>& chunk) {
    for (const auto& [id] : sql.select<Row<MatchId>>(R"(
        SELECT m.id FROM SPANS(:spans) AS s CROSS JOIN match m
        WHERE m.tournament_id = s.id AND (m.calendar_at IS NULL OR m.calendar_at BETWEEN s.low AND s.high)
              AND m.retired_at IS NULL)",
                                                     chunk))
      near.push_back(id);
  });
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

// Into what these were merged; what was not is left out.
template <class AnyId>
std::map<AnyId, AnyId> load_survivors(Sql& sql, Thing thing, const std::set<AnyId>& ids) {
  std::map<AnyId, AnyId> survivors;
  const auto text = fmt::format(
      "SELECT id, merged_into FROM {} WHERE id IN NUMBERS(:ids) AND merged_into IS NOT NULL", name(thing));
  for_each_chunk(std::vector<AnyId>{ids.begin(), ids.end()}, limits::rows_per_statement,
                 [&](const std::vector<AnyId>& chunk) {
                   for (const auto& [id, survivor] : sql.select<Row<AnyId, AnyId>>(text, chunk))
                     survivors.emplace(id, survivor);
                 });
  return survivors;
}

// A word names teams and tournaments as they were when it was said.
void follow_merges(Sql& sql, std::map<MatchId, std::vector<Known::Said>>& said) {
  std::set<TeamId> teams;
  std::set<TournamentId> tournaments;
  for (const auto& [match, words] : said) {
    for (const auto& word : words) {
      tournaments.insert(word.facts.tournament);
      for (const auto& opponent : word.facts.opponents) teams.insert(opponent.team);
    }
  }
  const auto team_survivors = load_survivors(sql, Thing::team, teams);
  const auto tournament_survivors = load_survivors(sql, Thing::tournament, tournaments);
  const auto follow = [](auto& id, const auto& survivors) {
    if (const auto found = survivors.find(id); found != survivors.end()) id = found->second;
  };
  for (auto& [match, words] : said) {
    for (auto& word : words) {
      follow(word.facts.tournament, tournament_survivors);
      for (auto& opponent : word.facts.opponents) follow(opponent.team, team_survivors);
    }
  }
}

// ---- what tells teams apart

void load_traits(Sql& sql, const std::set<TeamId>& all, Known& known) {
  const std::vector<TeamId> ids{all.begin(), all.end()};
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

void load_kept_apart(Sql& sql, Known& known) {
  for (const auto& [kind, ours, candidate] : sql.select<Row<std::string, std::int64_t, std::int64_t>>(
           "SELECT kind, ours, candidate FROM review WHERE state = 'apart'")) {
    if (const auto thing = parse_thing(kind))
      known.kept_apart.emplace(*thing, std::min(ours, candidate), std::max(ours, candidate));
  }
}

std::map<MatchId, std::vector<Override>> load_overrides(Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, std::vector<Override>> overrides;
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (auto& [match, fact, value, first] : sql.select<Row<MatchId, std::string, std::string, TeamId>>(
             R"(
        SELECT match_id, fact, value, first_team_id FROM match_override
        WHERE withdrawn_at IS NULL AND match_id IN NUMBERS(:matches) ORDER BY id)",
             chunk)) {
      const auto known = parse_overridden_fact(fact);
      if (!known) throw DatabaseError("an override of the unknown fact " + fact);
      overrides[match].push_back({.fact = *known, .value = std::move(value), .first = first});
    }
  });
  return overrides;
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
  for (const auto& match : report.matches) said.push_back(issue_subject(match));
  for (const auto& ranking : report.rankings) said.push_back(issue_subject(ranking));
  for (const auto& standings : report.standings) said.push_back(issue_subject(standings));
  load(name(report.provider), said);
  std::vector<std::string> rows;
  rows.reserve(matches.size());
  for (const auto match : matches) rows.push_back(issue_subject(match));
  load({}, rows);
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

Bearers bearers_of_teams(const Report& report, const Known& known) {
  Bearers all;
  for (const auto& team : report.teams) {
    auto names = team.aliases;
    names.push_back(team.team.name);
    all.emplace(team.external_id,
                bearers(team, names, known.teams, known.teams_known_as, known.teams_by_name));
  }
  return all;
}

Bearers bearers_of_tournaments(const Report& report, const Known& known) {
  Bearers all;
  for (const auto& tournament : report.tournaments)
    all.emplace(tournament.external_id, bearers(tournament, {tournament.tournament.name}, known.tournaments,
                                                known.tournaments_known_as, known.tournaments_by_name));
  return all;
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
  std::vector<MatchId> wanted;
  list_neighbours(sql, team_windows(report, bearers_of_teams(report, known)).spans(),
                  tournament_windows(report, bearers_of_tournaments(report, known)).spans(), wanted);
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
  follow_merges(sql, known.said);
  known.retired = load_retired(sql, wanted);
  load_kept_apart(sql, known);
  if (!report.teams.empty()) {
    std::set<TeamId> distinct{teams.begin(), teams.end()};
    for (const auto& [id, row] : known.rows) {
      for (const auto& opponent : row.opponents) {
        if (opponent.team) distinct.insert(opponent.team);
      }
    }
    load_traits(sql, distinct, known);
  }
  load_issues(sql, report, wanted, known);
  known.overrides = load_overrides(sql, wanted);

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

Known load_known(Store& store, const std::vector<MatchId>& matches) {
  Known known;
  Reading reading{store};
  auto& sql = reading.sql();
  known.rows = load_matches(sql, matches);
  load_said(sql, matches, known.said);
  follow_merges(sql, known.said);
  known.retired = load_retired(sql, matches);
  known.overrides = load_overrides(sql, matches);
  load_kept_apart(sql, known);
  return known;
}

}  // namespace cs2::store
