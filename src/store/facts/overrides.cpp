#include "store/facts/overrides.hpp"

#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/facts/internal/without_overrides.hpp"
#include "store/identity/internal/identity_tables.hpp"

namespace cs2::store {
namespace {

void withdraw(Sql& sql, EntityKind kind, std::int64_t ours, std::string_view fact, const std::string& by,
              Timestamp at) {
  sql.run(R"(
        UPDATE fact_override SET withdrawn_by = :by, withdrawn_at = :at
        WHERE kind = :kind AND ours = :ours AND fact = :fact AND withdrawn_at IS NULL)",
          by, at, name(kind), ours, fact);
}

// What `change` makes of the row, by the functions that read and write such rows.
template <class Entity, class Load, class Update, class Do>
Result<void> change_row(Writing& writing, EntityKind kind, std::int64_t ours, Load load, Update update,
                        Do change) {
  const auto rows = load(writing.sql(), {{ours}});
  const auto row = rows.find({ours});
  if (row == rows.end()) return fail(ErrorKind::not_found, "{} {} not found", name(kind), ours);
  Entity entity = row->second;
  if (Result<void> changed = change(entity); !changed) return changed;
  if (entity == row->second) return {};
  update(writing.sql(), entity);
  writing.rename(kind, ours);
  writing.touch(kind == EntityKind::player ? Topic::players : Topic::matches);
  return {};
}

// Changes the row of an entity that has a name.
template <class Do>
Result<void> change_entity(Writing& writing, EntityKind kind, std::int64_t ours, Do change) {
  if (kind == EntityKind::team) return change_row<Team>(writing, kind, ours, load_teams, update_team, change);
  if (kind == EntityKind::player)
    return change_row<Player>(writing, kind, ours, load_players, update_player, change);
  return change_row<Tournament>(writing, kind, ours, load_tournaments, update_tournament, change);
}

// So that it is found by the name that it is shown with.
void add_alias(Sql& sql, EntityKind kind, std::int64_t ours, const std::string& alias) {
  sql.run(R"(
        INSERT INTO alias (kind, ours, folded, name, provider) VALUES (:kind, :ours, :folded, :name, 'override')
        ON CONFLICT DO NOTHING)",
          name(kind), ours, fold(alias), alias);
}

}  // namespace

std::vector<StoredOverride> list_overrides(Store& store, bool withdrawn, int count) {
  using Line = Row<OverrideId, std::string, std::int64_t, std::string, std::string, TeamId, std::string,
                   std::string, Timestamp, std::optional<std::string>, std::optional<Timestamp>>;
  std::vector<StoredOverride> overrides;
  Reading reading{store};
  for (auto& [id, stored_kind, ours, fact, value, first, reason, set_by, set_at, withdrawn_by, withdrawn_at] :
       reading.sql().select<Line>(R"(
        SELECT id, kind, ours, fact, value, first_team_id, reason, set_by, set_at, withdrawn_by, withdrawn_at
        FROM fact_override WHERE withdrawn_at IS NULL OR :withdrawn = 1 ORDER BY id DESC LIMIT :count)",
                                  withdrawn ? 1 : 0, count)) {
    const auto kind = readable(parse_entity_kind(stored_kind), "fact_override", id.value);
    overrides.push_back({.id = id,
                         .entity = kind,
                         .ours = ours,
                         .ours_name = describe(reading.sql(), kind, ours),
                         .given = {.fact = readable(parse_overridden_fact(fact), "fact_override", id.value),
                                   .value = std::move(value),
                                   .first = first},
                         .reason = std::move(reason),
                         .set_by = std::move(set_by),
                         .set_at = set_at,
                         .withdrawn_by = std::move(withdrawn_by),
                         .withdrawn_at = withdrawn_at});
  }
  return overrides;
}

Result<void> set_overrides(Store& store, EntityKind kind, std::int64_t ours,
                           const std::vector<Override>& given, const std::string& by,
                           const std::string& reason) {
  const auto now = store.clock().now();
  Writing writing{store};
  auto& sql = writing.sql();
  // What the sources say of each fact; of a match the sightings know.
  std::vector<std::optional<std::string>> sourced(given.size());
  if (kind != EntityKind::match) {
    const auto in_force = load_set_facts(sql, kind, {ours});
    const auto changed = change_entity(writing, kind, ours, [&](auto& entity) -> Result<void> {
      const auto as_sourced = without_overrides(entity, in_force);
      for (std::size_t place = 0; place < given.size(); ++place) {
        sourced[place] = find_fact(as_sourced, given[place].fact);
        if (const auto set = set_fact(entity, given[place]); !set) return set;
      }
      return {};
    });
    if (!changed) return changed;
  }
  for (std::size_t place = 0; place < given.size(); ++place) {
    const auto& [fact, value, first] = given[place];
    withdraw(sql, kind, ours, name(fact), by, now);
    sql.run(R"(
        INSERT INTO fact_override (kind, ours, fact, value, told, first_team_id, reason, set_by, set_at)
        VALUES (:kind, :ours, :fact, :value, :told, :first, :reason, :by, :at))",
            name(kind), ours, name(fact), value, sourced[place], first, reason, by, now);
    if (fact == OverriddenFact::name) add_alias(sql, kind, ours, value);
  }
  writing.commit();
  return {};
}

Result<WithdrawnFrom> withdraw_override(Store& store, OverrideId id, const std::string& by) {
  Writing writing{store};
  const auto row = writing.sql().select_one<Row<std::string, std::int64_t, std::string, std::string>>(
      R"(
        UPDATE fact_override SET withdrawn_by = :by, withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL
        RETURNING kind, ours, fact, COALESCE(told, ''))",
      by, store.clock().now(), id);
  if (!row) return fail(ErrorKind::not_found, "override {} not found", id.value);
  const auto& [stored_kind, ours, fact, sourced] = *row;
  const WithdrawnFrom from{.entity = readable(parse_entity_kind(stored_kind), "fact_override", id.value),
                           .ours = ours};
  if (from.entity != EntityKind::match) {
    const auto overridden = readable(parse_overridden_fact(fact), "fact_override", id.value);
    const auto changed = change_entity(writing, from.entity, ours, [&](auto& entity) -> Result<void> {
      restore_fact(entity, overridden, sourced);
      return {};
    });
    if (!changed) return failed(changed);
  }
  writing.commit();
  return from;
}

}  // namespace cs2::store
