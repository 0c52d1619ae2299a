#include <algorithm>

#include "base/digest.hpp"
#include "base/limits/store.hpp"
#include "model/calendar.hpp"
#include "model/json.hpp"
#include "store/facts/internal/application.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {

Match Application::resolved(Match match) const {
  for (auto& opponent : match.opponents) opponent.team = resolved(opponent.team);
  match.tournament = resolved(match.tournament);
  std::ranges::sort(match.maps, {}, &MapResult::number);
  return match;
}

// A team that plays weighs more among the names.
void Application::touch_matches() {
  writing_.touch(Topic::names);
  writing_.touch(Topic::matches);
}

void Application::write_matches() {
  const auto known = load_known(EntityKind::match, batch_.matches);
  std::vector<MatchId> rows;
  rows.reserve(batch_.matches.size());
  for (const auto& write : batch_.matches)
    rows.push_back({find_row(EntityKind::match, write.match.id.value, write.external_ids, known)});
  const auto stored = load_matches(sql_, rows);
  std::vector<std::size_t> created;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (!rows[index]) created.push_back(index);
  }
  const auto ids = write_new_matches(created);
  for (std::size_t at = 0; at < created.size(); ++at) rows[created[at]] = ids[at];
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const auto& write = batch_.matches[index];
    const bool is_new = std::ranges::binary_search(created, index);
    const auto id = is_new ? rows[index] : write_known_match(write, rows[index], stored);
    if (is_new) write_changes(write, id);
    matches_.emplace(write.match.id.value, id.value);
    add_external_ids(EntityKind::match, id.value, write.external_ids, known, write.cross_references);
  }
  flush_names(EntityKind::match);
}

std::vector<MatchId> Application::write_new_matches(const std::vector<std::size_t>& places) {
  if (places.empty()) return {};
  std::vector<Match> matches;
  matches.reserve(places.size());
  for (const auto place : places) matches.push_back(resolved(batch_.matches[place].match));
  applied_.matches_created += static_cast<int>(matches.size());
  touch_matches();
  return insert_matches(sql_, matches, batch_.observed_at);
}

void Application::write_changes(const MatchWrite& write, MatchId id) {
  auto changes = write.changes;
  for (auto& change : changes) change.match = id;
  add_changes(changes);
}

MatchId Application::write_known_match(const MatchWrite& write, MatchId id,
                                       const std::map<MatchId, Match>& stored) {
  const auto row = stored.find(id);
  if (row == stored.end()) conflict(fmt::format("match {} is not there", id.value));
  const bool is_back = write.revived && revive(id);
  auto match = resolved(write.match);
  match.id = id;
  const auto compared_with = match.revision;
  match.revision = row->second.revision;
  if (match == row->second) {
    if (is_back) write_changes(write, id);
    return id;
  }
  if (write.match.id.value < 0) conflict(fmt::format("match {} was created meanwhile", id.value));
  match.revision = compared_with;
  if (!update_match(sql_, match, batch_.observed_at))
    conflict(
        fmt::format("match {} is at revision {}, not {}", id.value, row->second.revision, compared_with));
  if (plan_of(match) != plan_of(row->second))
    sql_.run("UPDATE match SET plan_revision = plan_revision + 1, plan_changed_at = :at WHERE id = :id",
             batch_.observed_at, id);
  ++applied_.matches_changed;
  writing_.touch(Topic::matches);
  write_changes(write, id);
  return id;
}

// One that was merged into another stays merged, and one that a person retired stays retired. A calendar
// shows what is retired as one revision later than its plan, so what comes back is two later.
bool Application::revive(MatchId id) {
  const auto revived = sql_.run(R"(
        UPDATE match SET retired_at = NULL, retired_reason = NULL, plan_revision = plan_revision + 2,
               plan_changed_at = :at
        WHERE id = :id AND retired_at IS NOT NULL AND merged_into IS NULL
              AND NOT EXISTS (SELECT 1 FROM identity_operation WHERE operation = 'retire' AND kind = 'match'
                              AND ours = match.id AND undone_at IS NULL))",
                                batch_.observed_at, id);
  if (revived > 0) touch_matches();
  return revived > 0;
}

void Application::write_retirements() {
  for (const auto& [match, reason] : batch_.retirements) {
    const auto id = resolved(match);
    const auto retired = sql_.run(
        "UPDATE match SET retired_at = :at, retired_reason = :reason WHERE id = :id AND retired_at IS NULL",
        batch_.observed_at, reason, id);
    if (retired == 0) continue;
    touch_matches();
    add_changes({{.id = {}, .match = id, .at = batch_.observed_at, .what = MatchWithdrawn{}}});
  }
}

void Application::write_sightings() {
  for_each_chunk(batch_.sightings, limits::rows_per_statement,
                 [this](const std::vector<Sighting>& chunk) { write_sightings(chunk); });
}

// Most sightings say what they said before: they are only marked as seen, all in one statement.
void Application::write_sightings(const std::vector<Sighting>& sightings) {
  std::vector<std::string> externals;
  externals.reserve(sightings.size());
  for (const auto& sighting : sightings) externals.push_back(sighting.external_id);
  using SourceRecord = Row<MatchId, std::string, std::string>;  // match, address, digest
  std::map<std::string, SourceRecord> stated;
  for (auto& [external, match, url, facts_digest] :
       sql_.select<Row<std::string, MatchId, std::string, std::string>>(
           R"(
      SELECT external_id, match_id, url, digest FROM sighting
      WHERE provider = :provider AND external_id IN TEXTS(:externals))",
           name(batch_.provider), externals)) {
    stated.emplace(std::move(external), SourceRecord{match, std::move(url), std::move(facts_digest)});
  }

  std::vector<std::string> unchanged;
  std::map<std::string_view, std::vector<Cell>> changed;  // the last word of each id
  for (const auto& sighting : sightings) {
    auto facts = resolved(sighting.facts);
    facts.id = {};
    facts.revision = 0;
    const auto json = to_json(facts);
    SourceRecord now{resolved(sighting.match), sighting.url, hex(digest(json))};
    const auto before = stated.find(sighting.external_id);
    if (before != stated.end() && before->second == now) {
      unchanged.push_back(sighting.external_id);
      continue;
    }
    changed.insert_or_assign(sighting.external_id,
                             to_cells(name(batch_.provider), sighting.external_id, std::get<0>(now),
                                      sighting.url, json, std::get<2>(now), batch_.observed_at));
  }
  Cells rows;
  rows.reserve(changed.size());
  for (auto& [external_id, row] : changed) rows.push_back(std::move(row));
  // What was seen earlier does not replace what was seen later.
  const auto written = sql_.insert_all(
      "INSERT INTO sighting (provider, external_id, match_id, url, facts, digest, seen_at) VALUES", rows, R"(
      ON CONFLICT (provider, external_id) DO UPDATE
      SET match_id = excluded.match_id, url = excluded.url, facts = excluded.facts, digest = excluded.digest,
          seen_at = excluded.seen_at
      WHERE sighting.seen_at <= excluded.seen_at)");
  if (written > 0) writing_.touch(Topic::matches);
  if (unchanged.empty()) return;
  // Readings follow each other by seconds, and nearly all say nothing new: answers stay in memory, where
  // their age lags by limits::answer_life at most.
  sql_.run(R"(
      UPDATE sighting SET seen_at = :seen_at
      WHERE provider = :provider AND seen_at < :before AND external_id IN TEXTS(:externals))",
           batch_.observed_at, name(batch_.provider), batch_.observed_at, unchanged);
}

}  // namespace cs2::store
