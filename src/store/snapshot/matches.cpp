#include <algorithm>
#include <set>

#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "model/json.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/sourced.hpp"
#include "store/snapshot/internal/parts.hpp"

namespace cs2::store {
namespace {

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
                               const std::map<CrossReference, Entity>& cross_references,
                               const std::map<std::string, std::vector<Entity>>& by_name) {
  std::set<std::int64_t> ids;
  if (const auto found = by_external.find(report.external_id); found != by_external.end())
    ids.insert(found->second.id.value);
  for (const auto& foreign : report.cross_references) {
    if (const auto found = cross_references.find(foreign); found != cross_references.end())
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

Bearers bearers_of_teams(const Report& report, const Known& known) {
  Bearers all;
  for (const auto& team : report.teams) {
    auto names = team.aliases;
    names.push_back(team.team.name);
    all.emplace(team.external_id,
                bearers(team, names, known.teams, known.teams_by_reference, known.teams_by_name));
  }
  return all;
}

Bearers bearers_of_tournaments(const Report& report, const Known& known) {
  Bearers all;
  for (const auto& tournament : report.tournaments)
    all.emplace(tournament.external_id, bearers(tournament, {tournament.tournament.name}, known.tournaments,
                                                known.tournaments_by_reference, known.tournaments_by_name));
  return all;
}

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
    ids.reserve(chunk.size());
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
               std::map<MatchId, std::vector<Known::SourceRecord>>& said) {
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
std::map<AnyId, AnyId> load_survivors(Sql& sql, EntityKind entity, const std::set<AnyId>& ids) {
  std::map<AnyId, AnyId> survivors;
  const auto text = fmt::format(
      "SELECT id, merged_into FROM {} WHERE id IN NUMBERS(:ids) AND merged_into IS NOT NULL", name(entity));
  for_each_chunk(std::vector<AnyId>{ids.begin(), ids.end()}, limits::rows_per_statement,
                 [&](const std::vector<AnyId>& chunk) {
                   for (const auto& [id, survivor] : sql.select<Row<AnyId, AnyId>>(text, chunk))
                     survivors.emplace(id, survivor);
                 });
  return survivors;
}

// A word names teams and tournaments as they were when it was said.
void follow_merges(Sql& sql, std::map<MatchId, std::vector<Known::SourceRecord>>& said) {
  std::set<TeamId> teams;
  std::set<TournamentId> tournaments;
  for (const auto& [match, words] : said) {
    for (const auto& word : words) {
      tournaments.insert(word.facts.tournament);
      for (const auto& opponent : word.facts.opponents) teams.insert(opponent.team);
    }
  }
  const auto team_survivors = load_survivors(sql, EntityKind::team, teams);
  const auto tournament_survivors = load_survivors(sql, EntityKind::tournament, tournaments);
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

std::map<MatchId, std::vector<Override>> load_overrides(Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, std::vector<Override>> overrides;
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (auto& [match, fact, value, first] : sql.select<Row<MatchId, std::string, std::string, TeamId>>(
             R"(
        SELECT ours, fact, value, first_team_id FROM fact_override
        WHERE withdrawn_at IS NULL AND kind = 'match' AND ours IN NUMBERS(:matches) ORDER BY id)",
             chunk)) {
      const auto known = parse_overridden_fact(fact);
      if (!known) throw DatabaseError("an override of the unknown fact " + fact);
      overrides[match].push_back({.fact = *known, .value = std::move(value), .first = first});
    }
  });
  return overrides;
}

std::map<MatchId, Timestamp> load_retired(Sql& sql, const std::vector<MatchId>& matches) {
  std::map<MatchId, Timestamp> retired;
  for_each_chunk(matches, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (const auto& [id, at] : sql.select<Row<MatchId, Timestamp>>(
             "SELECT id, retired_at FROM match WHERE id IN NUMBERS(:ids) AND retired_at IS NOT NULL", chunk))
      retired.emplace(id, at);
  });
  return retired;
}

}  // namespace

void load_known_matches(Sql& sql, const std::vector<MatchId>& ids, Known& known) {
  known.rows = load_matches(sql, ids);
  load_said(sql, ids, known.said);
  follow_merges(sql, known.said);
  known.retired = load_retired(sql, ids);
  known.overrides = load_overrides(sql, ids);
}

void load_known_matches(Sql& sql, const Report& report, Known& known) {
  auto externals = externals_of(report.matches);
  externals.insert(externals.end(), report.gone.begin(), report.gone.end());
  std::vector<MatchId> wanted;
  for (const auto& [external, id] : load_external_ids(sql, report.provider, EntityKind::match, externals)) {
    known.matches.emplace(external, MatchId{id});
    wanted.push_back({id});
  }
  for (const auto& [foreign, id] : load_foreign_ids(sql, EntityKind::match, report.matches)) {
    known.matches_by_reference.emplace(foreign, MatchId{id});
    wanted.push_back({id});
  }
  list_neighbours(sql, team_windows(report, bearers_of_teams(report, known)).spans(),
                  tournament_windows(report, bearers_of_tournaments(report, known)).spans(), wanted);
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

  load_known_matches(sql, wanted, known);
  std::set<TournamentId> home_tournaments;
  for (const auto& [id, row] : known.rows) {
    if (row.tournament) home_tournaments.insert(row.tournament);
  }
  known.home_tournaments = all_without_overrides(
      sql, EntityKind::tournament, load_tournaments(sql, {home_tournaments.begin(), home_tournaments.end()}));
}

}  // namespace cs2::store
