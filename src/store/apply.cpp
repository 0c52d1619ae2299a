#include "store/apply.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "base/digest.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "model/json.hpp"
#include "store/external_ids.hpp"
#include "store/rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

// ---- what a batch must keep, whatever the database holds

// Every row has an id of its own, and every external id one row: otherwise the batch would conflict with
// itself for ever.
template <class Write, class IdOf>
Result<void> check_ids(std::string_view what, const std::vector<Write>& writes, IdOf id_of) {
  std::set<std::int64_t> ids;
  std::set<std::string_view> externals;
  for (const auto& write : writes) {
    const auto id = id_of(write).value;
    if (id == 0) return invalid("a {} of the batch has no id", what);
    if (!ids.insert(id).second) return invalid("{} {} stands twice in the batch", what, id);
    for (const auto& external : write.external_ids) {
      if (!externals.insert(external).second)
        return invalid("{} {} is claimed twice in the batch", what, external);
    }
  }
  return {};
}

Result<void> check_maps(const Match& match) {
  std::set<int> numbers;
  for (const auto& map : match.maps) {
    if (!numbers.insert(map.number).second)
      return invalid("match {} has two maps {}", match.id.value, map.number);
  }
  return {};
}

// A new row is referred to only by its own batch.
Result<void> check_references(const Match& match, const std::set<std::int64_t>& teams,
                              const std::set<std::int64_t>& tournaments) {
  for (const auto& opponent : match.opponents) {
    if (opponent.team.value < 0 && !teams.contains(opponent.team.value))
      return invalid("match {} names team {}, which the batch does not bring", match.id.value,
                     opponent.team.value);
  }
  if (match.tournament.value < 0 && !tournaments.contains(match.tournament.value))
    return invalid("match {} names tournament {}, which the batch does not bring", match.id.value,
                   match.tournament.value);
  return {};
}

Result<void> check(const Batch& batch) {
  if (auto ids = check_ids("team", batch.teams, [](const TeamWrite& write) { return write.team.id; }); !ids)
    return ids;
  if (auto ids = check_ids("tournament", batch.tournaments,
                           [](const TournamentWrite& write) { return write.tournament.id; });
      !ids)
    return ids;
  if (auto ids = check_ids("match", batch.matches, [](const MatchWrite& write) { return write.match.id; });
      !ids)
    return ids;

  std::set<std::int64_t> teams, tournaments, matches;
  for (const auto& write : batch.teams) teams.insert(write.team.id.value);
  for (const auto& write : batch.tournaments) tournaments.insert(write.tournament.id.value);
  for (const auto& write : batch.matches) {
    matches.insert(write.match.id.value);
    if (auto maps = check_maps(write.match); !maps) return maps;
    if (auto references = check_references(write.match, teams, tournaments); !references) return references;
  }
  for (const auto& sighting : batch.sightings) {
    if (!sighting.match || (sighting.match.value < 0 && !matches.contains(sighting.match.value)))
      return invalid("sighting {} is of no match", sighting.external_id);
    if (auto references = check_references(sighting.facts, teams, tournaments); !references)
      return references;
  }
  return {};
}

// ---- writing it

// Somebody else changed it first; unwinds to apply, which rolls back.
[[noreturn]] void conflict(const std::string& detail) {
  throw WriteConflict(detail);
}

class Application {
 public:
  Application(Store& store, const Batch& batch) : batch_(batch), writing_(store), sql_(writing_.sql()) {}

  Applied run() {
    write_teams();
    write_tournaments();
    write_matches();
    write_sightings();
    writing_.commit();
    return std::move(applied_);
  }

 private:
  // Real ids by the batch's own: negative ones once their row exists, positive ones are themselves.
  template <class AnyId>
  static AnyId resolved(AnyId id, const std::map<std::int64_t, std::int64_t>& created) {
    return id.value < 0 ? AnyId{created.at(id.value)} : id;
  }

  Match resolved(Match match) const {
    for (auto& opponent : match.opponents) opponent.team = resolved(opponent.team, teams_);
    match.tournament = resolved(match.tournament, tournaments_);
    std::ranges::sort(match.maps, {}, &MapResult::number);
    return match;
  }

  template <class Write>
  std::map<std::string, std::int64_t> load_known(Thing thing, const std::vector<Write>& writes) {
    std::vector<std::string> externals;
    for (const auto& write : writes)
      externals.insert(externals.end(), write.external_ids.begin(), write.external_ids.end());
    return load_external_ids(sql_, batch_.provider, thing, externals);
  }

  // The row that a write means: its own id, or, of a new one, the row that its external ids belong to
  // already. 0: it has to be created.
  static std::int64_t find_row(Thing thing, std::int64_t id, const std::vector<std::string>& externals,
                               const std::map<std::string, std::int64_t>& known) {
    auto row = std::max<std::int64_t>(id, 0);
    for (const auto& external : externals) {
      const auto found = known.find(external);
      if (found == known.end()) continue;
      if (row != 0 && row != found->second)
        conflict(fmt::format("{} {} belongs to {}, not to {}", name(thing), external, found->second, row));
      row = found->second;
    }
    return row;
  }

  void add_external_ids(Thing thing, std::int64_t ours, const std::vector<std::string>& externals,
                        const std::map<std::string, std::int64_t>& known) {
    for (const auto& external : externals) {
      if (!known.contains(external)) insert_external_id(sql_, batch_.provider, thing, external, ours);
    }
  }

  void add_alias(Thing thing, std::int64_t ours, const std::string& alias) {
    const auto folded = fold(alias);
    if (folded.empty()) return;
    const auto added = sql_.run(
        R"(
        INSERT INTO alias (kind, ours, folded, name, provider) VALUES (:kind, :ours, :folded, :name, :provider)
        ON CONFLICT DO NOTHING)",
        name(thing), ours, folded, alias, name(batch_.provider));
    if (added > 0) writing_.touch(Topic::names);
  }

  void touch_names() {
    writing_.touch(Topic::names);
    writing_.touch(Topic::matches);  // they stand in every answer about a match
  }

  void write_teams() {
    const auto known = load_known(Thing::team, batch_.teams);
    std::vector<TeamId> ids;
    for (const auto& write : batch_.teams) {
      if (write.team.id.value > 0) ids.push_back(write.team.id);
    }
    const auto stored = load_teams(sql_, ids);
    for (const auto& write : batch_.teams) {
      TeamId id{find_row(Thing::team, write.team.id.value, write.external_ids, known)};
      if (!id) {
        id = insert_team(sql_, write.team);
        ++applied_.teams_created;
        touch_names();
      } else if (write.team.id.value > 0) {
        const auto row = stored.find(id);
        if (row == stored.end()) conflict(fmt::format("team {} is not there", id.value));
        if (row->second != write.team) {
          update_team(sql_, write.team);
          touch_names();
        }
      }
      teams_.emplace(write.team.id.value, id.value);
      add_external_ids(Thing::team, id.value, write.external_ids, known);
      add_alias(Thing::team, id.value, write.team.name);
      for (const auto& alias : write.aliases) add_alias(Thing::team, id.value, alias);
    }
  }

  void write_tournaments() {
    const auto known = load_known(Thing::tournament, batch_.tournaments);
    std::vector<TournamentId> ids;
    for (const auto& write : batch_.tournaments) {
      if (write.tournament.id.value > 0) ids.push_back(write.tournament.id);
    }
    const auto stored = load_tournaments(sql_, ids);
    for (const auto& write : batch_.tournaments) {
      TournamentId id{find_row(Thing::tournament, write.tournament.id.value, write.external_ids, known)};
      if (!id) {
        id = insert_tournament(sql_, write.tournament);
        ++applied_.tournaments_created;
        touch_names();
      } else if (write.tournament.id.value > 0) {
        const auto row = stored.find(id);
        if (row == stored.end()) conflict(fmt::format("tournament {} is not there", id.value));
        if (row->second != write.tournament) {
          update_tournament(sql_, write.tournament);
          touch_names();
        }
      }
      tournaments_.emplace(write.tournament.id.value, id.value);
      add_external_ids(Thing::tournament, id.value, write.external_ids, known);
      add_alias(Thing::tournament, id.value, write.tournament.name);
    }
  }

  void write_matches() {
    const auto known = load_known(Thing::match, batch_.matches);
    std::vector<MatchId> rows;
    for (const auto& write : batch_.matches) {
      rows.push_back({find_row(Thing::match, write.match.id.value, write.external_ids, known)});
    }
    const auto stored = load_matches(sql_, rows);
    for (std::size_t index = 0; index < rows.size(); ++index) {
      const auto& write = batch_.matches[index];
      const auto id = rows[index] ? write_known_match(write, rows[index], stored) : write_new_match(write);
      matches_.emplace(write.match.id.value, id.value);
      add_external_ids(Thing::match, id.value, write.external_ids, known);
    }
  }

  MatchId write_new_match(const MatchWrite& write) {
    const auto id = insert_match(sql_, resolved(write.match));
    ++applied_.matches_created;
    touch_names();  // a team that plays weighs more
    add_changes(write, id);
    return id;
  }

  MatchId write_known_match(const MatchWrite& write, MatchId id, const std::map<MatchId, Match>& stored) {
    const auto row = stored.find(id);
    if (row == stored.end()) conflict(fmt::format("match {} is not there", id.value));
    auto match = resolved(write.match);
    match.id = id;
    const auto compared_with = match.revision;
    match.revision = row->second.revision;
    if (match == row->second) return id;
    if (write.match.id.value < 0) conflict(fmt::format("match {} was created meanwhile", id.value));
    match.revision = compared_with;
    if (!update_match(sql_, match))
      conflict(
          fmt::format("match {} is at revision {}, not {}", id.value, row->second.revision, compared_with));
    ++applied_.matches_changed;
    writing_.touch(Topic::matches);
    add_changes(write, id);
    return id;
  }

  void add_changes(const MatchWrite& write, MatchId match) {
    for (auto change : write.changes) {
      change.match = match;
      const auto row = sql_.select_one<Row<ChangeId>>(
          "INSERT INTO change (match_id, at, kind, detail) VALUES (:match, :at, :kind, :detail) RETURNING id",
          change.match, change.at, name(change.what), what_to_json(change.what));
      change.id = std::get<0>(row.value());
      applied_.changes.push_back(std::move(change));
    }
  }

  void write_sightings() {
    for_each_chunk(batch_.sightings, limits::rows_per_statement,
                   [this](const std::vector<Sighting>& chunk) { write_sightings(chunk); });
  }

  // Most sightings say what they said before: they are only marked as seen, all in one statement.
  void write_sightings(const std::vector<Sighting>& sightings) {
    std::vector<std::string> externals;
    for (const auto& sighting : sightings) externals.push_back(sighting.external_id);
    using Said = Row<MatchId, std::string, std::string>;  // match, address, digest
    std::map<std::string, Said> said;
    for (auto& [external, match, url, facts_digest] :
         sql_.select<Row<std::string, MatchId, std::string, std::string>>(
             R"(
        SELECT external_id, match_id, url, digest FROM sighting
        WHERE provider = :provider AND external_id IN TEXTS(:externals))",
             name(batch_.provider), externals)) {
      said.emplace(std::move(external), Said{match, std::move(url), std::move(facts_digest)});
    }

    std::vector<std::string> unchanged;
    std::int64_t written = 0;
    for (const auto& sighting : sightings) {
      auto facts = resolved(sighting.facts);
      facts.id = {};
      facts.revision = 0;
      const auto json = to_json(facts);
      Said now{resolved(sighting.match, matches_), sighting.url, hex(digest(json))};
      const auto before = said.find(sighting.external_id);
      if (before != said.end() && before->second == now) {
        unchanged.push_back(sighting.external_id);
        continue;
      }
      // What was seen earlier does not replace what was seen later.
      written += sql_.run(R"(
        INSERT INTO sighting (provider, external_id, match_id, url, facts, digest, seen_at)
        VALUES (:provider, :external_id, :match, :url, :facts, :digest, :seen_at)
        ON CONFLICT (provider, external_id) DO UPDATE
        SET match_id = excluded.match_id, url = excluded.url, facts = excluded.facts, digest = excluded.digest,
            seen_at = excluded.seen_at
        WHERE sighting.seen_at <= excluded.seen_at)",
                          name(batch_.provider), sighting.external_id, std::get<0>(now), sighting.url, json,
                          std::get<2>(now), batch_.observed_at);
    }
    if (!unchanged.empty()) {
      written += sql_.run(R"(
        UPDATE sighting SET seen_at = :seen_at
        WHERE provider = :provider AND seen_at < :before AND external_id IN TEXTS(:externals))",
                          batch_.observed_at, name(batch_.provider), batch_.observed_at, unchanged);
    }
    if (written > 0) writing_.touch(Topic::matches);
  }

  const Batch& batch_;
  Writing writing_;
  Sql& sql_;
  Applied applied_;
  std::map<std::int64_t, std::int64_t> teams_, tournaments_, matches_;  // batch's id → ours
};

Result<Applied> apply_checked(Store& store, const Batch& batch) {
  if (const auto checked = check(batch); !checked) return failed(checked);
  try {
    return Application{store, batch}.run();
  } catch (const WriteConflict& error) {
    return fail(ErrorKind::conflict, "{}", error.what());
  } catch (const ValueRefused& error) {
    return invalid("{}", error.what());
  }
}

}  // namespace

Result<Applied> apply(Store& store, const Batch& batch) {
  const auto begun = std::chrono::steady_clock::now();
  auto applied = apply_checked(store, batch);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  auto& metrics = store.metrics();
  metrics.observe("cs2results_apply_seconds", {{"outcome", applied ? "applied" : name(applied.error().kind)}},
                  taken.count());
  if (applied) {
    for (const auto& change : applied->changes)
      metrics.count("cs2results_changes_total", {{"kind", name(change.what)}});
  }
  return applied;
}

}  // namespace cs2::store
