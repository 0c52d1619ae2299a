#include "base/limits/store.hpp"
#include "model/json.hpp"
#include "model/source_traits.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
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
                               const EntitySnapshot<Entity>& snapshot) {
  std::set<std::int64_t> ids;
  if (const auto found = snapshot.by_external_id.find(report.external_id);
      found != snapshot.by_external_id.end())
    ids.insert(found->second.id.value);
  for (const auto& foreign : report.cross_references) {
    if (const auto found = snapshot.by_reference.find(foreign); found != snapshot.by_reference.end())
      ids.insert(found->second.id.value);
  }
  for (const auto& name : names) {
    const auto found = snapshot.by_name.find(letters_of(fold(name)));
    if (found == snapshot.by_name.end()) continue;
    for (const auto& entity : found->second) ids.insert(entity.id.value);
  }
  return ids;
}

using Bearers = std::map<std::string, std::set<std::int64_t>>;  // by external id

Bearers bearers_of_teams(const Report& report, const TeamSnapshot& known) {
  Bearers all;
  for (const auto& team : report.teams) {
    auto names = team.aliases;
    names.push_back(team.team.name);
    all.emplace(team.external_id, bearers(team, names, known));
  }
  return all;
}

Bearers bearers_of_tournaments(const Report& report, const TournamentSnapshot& known) {
  Bearers all;
  for (const auto& tournament : report.tournaments)
    all.emplace(tournament.external_id, bearers(tournament, {tournament.tournament.name}, known));
  return all;
}

// A finished match does not move any more; what is to come may.
days window_of(const Report& report) {
  return days{report.is_history ? limits::known_days_of_history : limits::known_days};
}

// What runs without a time runs now.
std::optional<Timestamp> time_in(const Report& report, const MatchReport& match) {
  const auto at = time_of(match);
  return at || match.status != MatchStatus::live ? at : report.observed_at;
}

Windows team_windows(const Report& report, const Bearers& teams) {
  Windows windows;
  for (const auto& match : report.matches) {
    const auto at = time_in(report, match);
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
    const auto at = time_in(report, match);
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

bool has_line_ups(const MatchReport& match) {
  return !match.player_stats.empty() ||
         std::ranges::any_of(match.opponents, [](const auto& side) { return !side.line_up.empty(); });
}

// A source that tells days tells each match once, under one id: of what nobody else tells, nothing is what it
// tells now under another. That is most of what lies around the rows of an archive, in whatever order they
// come.
bool tells_each_once(const Report& report) {
  return traits_of(report.provider).tells_days && !report.matches.empty() &&
         std::ranges::none_of(report.matches, [](const auto& match) {
           return match.id_is_derived || has_line_ups(match);  // line-ups tell teams apart
         });
}

void drop_told_otherwise(Sql& sql, const Report& report, std::vector<MatchId>& near) {
  std::ranges::sort(near);
  near.erase(std::unique(near.begin(), near.end()), near.end());
  // Where names are ids, capitals and spaces make no other one.
  const bool ids_are_names = traits_of(report.provider).ids_are_names;
  const auto comparable = [&](const std::string& id) { return ids_are_names ? letters_of(fold(id)) : id; };
  std::set<std::string> ids;
  for (const auto& match : report.matches) ids.insert(comparable(match.external_id));
  std::set<MatchId> otherwise, wanted;
  for_each_chunk(near, limits::rows_per_statement, [&](const std::vector<MatchId>& chunk) {
    for (const auto& [match, provider_name, external] : sql.select<Row<MatchId, std::string, std::string>>(
             "SELECT match_id, provider, external_id FROM sighting WHERE match_id IN NUMBERS(:matches)",
             chunk)) {
      const auto provider = parse_provider(provider_name);
      const bool is_own = provider && is_same_source(*provider, external, report.provider,
                                                     report.matches.front().external_id);
      (is_own && !ids.contains(comparable(external)) ? otherwise : wanted).insert(match);
    }
  });
  std::erase_if(near, [&](MatchId id) { return otherwise.contains(id) && !wanted.contains(id); });
}

void load_records(Sql& sql, const std::vector<MatchId>& matches,
                  std::map<MatchId, std::vector<MatchSnapshot::SourceRecord>>& records) {
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
        throw DatabaseError(fmt::format("sighting {} of {} cannot be read: {}", external, provider_name,
                                        parsed ? "unknown provider" : parsed.error().detail));
      records[match].push_back({.provider = *provider,
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
void follow_merges(Sql& sql, std::map<MatchId, std::vector<MatchSnapshot::SourceRecord>>& records) {
  std::set<TeamId> teams;
  std::set<TournamentId> tournaments;
  for (const auto& [match, words] : records) {
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
  for (auto& [match, words] : records) {
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

void load_rows(Sql& sql, const std::vector<MatchId>& ids, MatchSnapshot& matches) {
  matches.rows = load_matches(sql, ids);
  load_records(sql, ids, matches.records);
  follow_merges(sql, matches.records);
  matches.retired = load_retired(sql, ids);
  matches.overrides = load_overrides(sql, ids);
}

}  // namespace

MatchSnapshot load_match_snapshot(Sql& sql, const std::vector<MatchId>& ids) {
  MatchSnapshot matches;
  load_rows(sql, ids, matches);
  return matches;
}

MatchSnapshot load_match_snapshot(Sql& sql, const Report& report, const TeamSnapshot& teams,
                                  const TournamentSnapshot& tournaments) {
  MatchSnapshot matches;
  auto externals = externals_of(report.matches);
  externals.insert(externals.end(), report.gone.begin(), report.gone.end());
  std::vector<MatchId> wanted;
  for (const auto& [external, id] : load_external_ids(sql, report.provider, EntityKind::match, externals)) {
    matches.by_external_id.emplace(external, MatchId{id});
    wanted.push_back({id});
  }
  for (const auto& [foreign, id] : load_foreign_ids(sql, EntityKind::match, report.matches)) {
    matches.by_reference.emplace(foreign, MatchId{id});
    wanted.push_back({id});
  }
  std::vector<MatchId> near;
  list_neighbours(sql, team_windows(report, bearers_of_teams(report, teams)).spans(),
                  tournament_windows(report, bearers_of_tournaments(report, tournaments)).spans(), near);
  if (tells_each_once(report)) drop_told_otherwise(sql, report, near);
  wanted.insert(wanted.end(), near.begin(), near.end());
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  load_rows(sql, wanted, matches);
  if (std::ranges::any_of(report.matches, has_line_ups)) {
    std::vector<MatchId> stored;
    stored.reserve(matches.rows.size());
    for (const auto& [id, row] : matches.rows) stored.push_back(id);
    matches.line_ups = load_line_ups(sql, stored);
    matches.player_stats = load_player_stats(sql, stored);
  }
  return matches;
}

}  // namespace cs2::store
