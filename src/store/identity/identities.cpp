#include "store/identity/identities.hpp"

#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/identity/internal/identity_references.hpp"
#include "store/identity/internal/identity_tables.hpp"

namespace cs2::store {
namespace {

struct Standing {
  bool retired = false;
  std::int64_t merged_into = 0;
};

std::optional<Standing> find_standing(Sql& sql, EntityKind entity, std::int64_t id) {
  const auto row = sql.select_one<Row<std::optional<Timestamp>, std::optional<std::int64_t>>>(
      fmt::format("SELECT retired_at, merged_into FROM {} WHERE id = :id", name(entity)), id);
  if (!row) return std::nullopt;
  return Standing{.retired = std::get<0>(*row).has_value(), .merged_into = std::get<1>(*row).value_or(0)};
}

Result<void> check_present(Sql& sql, EntityKind entity, std::int64_t id) {
  const auto standing = find_standing(sql, entity, id);
  if (!standing) return fail(ErrorKind::not_found, "{} {} not found", name(entity), id);
  if (standing->merged_into != 0)
    return fail(ErrorKind::conflict, "{} {} was merged into {}", name(entity), id, standing->merged_into);
  if (standing->retired) return fail(ErrorKind::conflict, "{} {} is retired", name(entity), id);
  return {};
}

void touch_all(Writing& writing, EntityKind entity, const std::vector<std::int64_t>& ours) {
  for (const auto topic : {Topic::matches, Topic::names, Topic::players, Topic::tables, Topic::guilds})
    writing.touch(topic);
  if (entity == EntityKind::match) return;
  for (const auto id : ours) writing.rename(entity, id);
  if (entity != EntityKind::team) return;
  // A player is shown with the team.
  for (const auto& [player] : writing.sql().select<Row<std::int64_t>>(
           "SELECT player_id FROM roster_entry WHERE until IS NULL AND team_id IN NUMBERS(:teams)", ours))
    writing.rename(EntityKind::player, player);
}

std::int64_t insert_operation(Sql& sql, const IdentityOperation& operation) {
  const auto row = sql.select_one<Row<std::int64_t>>(
      R"(
        INSERT INTO identity_operation (operation, kind, ours, other, by_whom, reason, at, cause)
        VALUES (:operation, :kind, :ours, :other, :by_whom, :reason, :at, :cause) RETURNING id)",
      operation.operation, name(operation.entity), operation.ours, operation.other, operation.by,
      operation.reason, operation.at, operation.cause);
  return std::get<0>(row.value());
}

std::string name_of(const IdentityReference& reference) {
  return fmt::format("{}.{}", reference.table, reference.column);
}

// Which rows will move: those of `from` that the survivor does not have already.
void note_moves(Sql& sql, const IdentityReference& reference, std::int64_t operation, std::int64_t from,
                std::int64_t into) {
  auto text = fmt::format(
      "INSERT INTO identity_move (operation_id, reference, number_key, text_key) "
      "SELECT CAST(:operation AS BIGINT), '{}', {}, {} FROM {} WHERE {} = :from AND {}",
      name_of(reference), reference.number_key, reference.text_key, reference.table, reference.column,
      reference.only);
  constexpr std::string_view once = " ON CONFLICT DO NOTHING";
  if (reference.collision.empty()) {
    sql.run(text.append(once), operation, from);
    return;
  }
  text += fmt::format(" AND NOT EXISTS (SELECT 1 FROM {} other WHERE other.{} = :into AND ({}))",
                      reference.table, reference.column, reference.collision);
  sql.run(text.append(once), operation, from, into);
}

// The rows that were noted, there or back.
void move(Sql& sql, const IdentityReference& reference, std::int64_t operation, std::int64_t from,
          std::int64_t to) {
  sql.run(fmt::format("UPDATE {0} SET {1} = :to{2} WHERE {1} = :from AND {3} AND EXISTS "
                      "(SELECT 1 FROM identity_move WHERE operation_id = :operation "
                      "AND reference = '{4}' AND number_key = {5} AND text_key = {6})",
                      reference.table, reference.column, reference.also, reference.only, name_of(reference),
                      reference.number_key, reference.text_key),
          to, from, operation);
}

// Whether the first side of one is the second of the other.
bool are_turned(Sql& sql, std::int64_t a, std::int64_t b) {
  const auto matches = load_matches(sql, {MatchId{a}, MatchId{b}});
  const auto& one = matches.at(MatchId{a}).opponents;
  const auto& other = matches.at(MatchId{b}).opponents;
  const auto same = [](const Opponent& x, const Opponent& y) { return x.team && x.team == y.team; };
  return same(one[0], other[1]) || same(one[1], other[0]);
}

// The match that shows two to be two: nobody plays themselves, or beside themselves.
std::optional<std::int64_t> find_meeting(Sql& sql, const Merge& merge) {
  std::optional<Row<std::int64_t>> met;
  if (merge.entity == EntityKind::team)
    met = sql.select_one<Row<std::int64_t>>(
        R"(
        SELECT id FROM match WHERE retired_at IS NULL AND
               ((first_team_id = :a AND second_team_id = :b) OR (first_team_id = :c AND second_team_id = :d)))",
        merge.from, merge.into, merge.into, merge.from);
  if (merge.entity == EntityKind::player)
    met = sql.select_one<Row<std::int64_t>>(
        R"(
        SELECT match.id FROM line_up one
        JOIN line_up other ON other.match_id = one.match_id
        JOIN match ON match.id = one.match_id
        WHERE one.player_id = :a AND other.player_id = :b AND match.retired_at IS NULL LIMIT 1)",
        merge.from, merge.into);
  return met ? std::optional{std::get<0>(*met)} : std::nullopt;
}

Result<void> check_merge(Sql& sql, const Merge& merge) {
  if (merge.from == merge.into)
    return invalid("cannot merge {} {} with itself", name(merge.entity), merge.from);
  for (const auto id : {merge.from, merge.into}) {
    if (auto present = check_present(sql, merge.entity, id); !present) return present;
  }
  const auto met = find_meeting(sql, merge);
  if (!met) return {};
  return fail(ErrorKind::conflict, "{}s {} and {} played each other, or together, in match {}",
              name(merge.entity), merge.from, merge.into, *met);
}

// The pair's review, in whichever order it was noted, gets its answer; where none was asked one is written.
void answer_review(Sql& sql, const IdentityOperation& operation, std::string_view state,
                   const std::string& by, Timestamp at) {
  const auto kind = name(operation.entity);
  const auto other = operation.other.value_or(0);
  const auto answered = sql.run(
      R"(
        UPDATE review SET state = :state, decided_at = :at, decided_by = :by
        WHERE kind = :kind AND ((ours = :a AND candidate = :b) OR (ours = :c AND candidate = :d)))",
      state, at, by, kind, operation.ours, other, other, operation.ours);
  if (answered > 0 || state != "apart") return;
  sql.run(
      R"(
        INSERT INTO review (kind, ours, candidate, points, parts, provider, external, observation, noted_at, state,
                            decided_at, decided_by)
        VALUES (:kind, :ours, :candidate, 0, '[]', 'sample', '', '', :noted_at, :state, :at, :by))",
      kind, operation.ours, other, at, state, at, by);
}

struct OperationRow {
  IdentityOperation operation;
  std::string entity;
  auto columns() {
    auto& row = operation;
    return std::tie(row.id, row.operation, entity, row.ours, row.other, row.by, row.reason, row.at,
                    row.undone_at, row.undone_by, row.cause, row.moved);
  }
};

constexpr std::string_view operation_columns =
    "id, operation, kind, ours, other, by_whom, reason, at, undone_at, undone_by, cause, "
    "(SELECT COUNT(*) FROM identity_move WHERE operation_id = identity_operation.id)";

IdentityOperation operation_of(OperationRow row) {
  auto operation = std::move(row.operation);
  operation.entity = readable(parse_entity_kind(row.entity), "operation", operation.id);
  return operation;
}

Result<void> check_undo(Sql& sql, const IdentityOperation& operation) {
  if (operation.undone_at) return fail(ErrorKind::conflict, "operation {} is already undone", operation.id);
  const auto other = operation.other.value_or(operation.ours);
  const auto later = sql.select_one<Row<std::int64_t>>(
      R"(
        SELECT id FROM identity_operation
        WHERE kind = :kind AND undone_at IS NULL AND id > :id
              AND (ours = :a OR ours = :b OR other = :c OR other = :d)
        ORDER BY id DESC LIMIT 1)",
      name(operation.entity), operation.id, operation.ours, other, operation.ours, other);
  if (!later) return {};
  return fail(ErrorKind::conflict, "undo the later operation {} first", std::get<0>(*later));
}

void restore(Sql& sql, EntityKind entity, std::int64_t id, Timestamp at) {
  sql.run(
      fmt::format("UPDATE {} SET retired_at = NULL, retired_reason = NULL, merged_into = NULL WHERE id = :id",
                  name(entity)),
      id);
  if (entity == EntityKind::match)  // later than what calendars showed of it while it was retired
    sql.run("UPDATE match SET plan_revision = plan_revision + 2, plan_changed_at = :at WHERE id = :id", at,
            id);
}

void retire_row(Sql& sql, EntityKind entity, std::int64_t id, Timestamp at, const std::string& reason) {
  sql.run(
      fmt::format("UPDATE {} SET retired_at = :at, retired_reason = :reason WHERE id = :id", name(entity)),
      at, reason, id);
}

void move_back(Sql& sql, const IdentityOperation& operation, std::int64_t from, std::int64_t to) {
  for (const auto& reference : identity_references()) {
    if (reference.entity == operation.entity) move(sql, reference, operation.id, from, to);
  }
}

// No answer: what only followed may follow again.
void forget_answer(Sql& sql, const IdentityOperation& operation) {
  sql.run(R"(
        UPDATE review SET state = 'open', decided_at = NULL, decided_by = NULL, reason = NULL
        WHERE kind = :kind AND ours = :ours AND candidate = :other AND state = 'merged')",
          name(operation.entity), operation.ours, operation.other.value_or(0));
}

// What it caused first, the latest of that before the others.
Result<void> undo(Writing& writing, std::int64_t id, const std::string& by, Timestamp at,
                  std::vector<IdentityOperation>& undone) {
  auto& sql = writing.sql();
  for (const auto& [caused] : sql.select<Row<std::int64_t>>(
           "SELECT id FROM identity_operation WHERE cause = :id AND undone_at IS NULL ORDER BY id DESC",
           id)) {
    if (auto done = undo(writing, caused, by, at, undone); !done) return done;
  }
  auto row = sql.select_one<OperationRow>(
      fmt::format("SELECT {} FROM identity_operation WHERE id = :id", operation_columns), id);
  if (!row) return fail(ErrorKind::not_found, "operation {} not found", id);
  auto operation = operation_of(std::move(*row));
  if (auto checked = check_undo(sql, operation); !checked) return checked;

  const auto other = operation.other.value_or(0);
  move_back(sql, operation, other, operation.ours);
  if (operation.operation == "split")
    retire_row(sql, operation.entity, other, at, "its split was undone");
  else
    restore(sql, operation.entity, operation.ours, at);
  if (operation.operation == "merge" && operation.cause)
    forget_answer(sql, operation);
  else if (operation.operation == "merge")
    answer_review(sql, operation, "apart", by, at);
  sql.run("UPDATE identity_operation SET undone_at = :at, undone_by = :by WHERE id = :id", at, by, id);
  touch_all(writing, operation.entity, {operation.ours, other});
  undone.push_back(std::move(operation));
  return {};
}

std::int64_t insert_copy(Sql& sql, const Split& split) {
  if (split.entity == EntityKind::team) return insert_team(sql, {.id = {}, .name = split.name}).value;
  if (split.entity == EntityKind::tournament)
    return insert_tournament(sql, {.id = {}, .name = split.name}).value;
  const auto row = sql.select_one<Row<std::int64_t>>(
      "INSERT INTO player (nickname) VALUES (:nickname) RETURNING id", split.name);
  return std::get<0>(row.value());
}

}  // namespace

Result<std::int64_t> merge(Store& store, const Merge& merge) {
  Writing writing{store};
  auto& sql = writing.sql();
  if (const auto checked = check_merge(sql, merge); !checked) return failed(checked);
  const auto at = store.clock().now();
  const bool turned = merge.entity == EntityKind::match && are_turned(sql, merge.from, merge.into);
  const auto id = insert_operation(sql, {.operation = "merge",
                                         .entity = merge.entity,
                                         .ours = merge.from,
                                         .other = merge.into,
                                         .by = merge.by,
                                         .reason = merge.reason,
                                         .at = at,
                                         .cause = merge.cause});
  for (const auto& reference : identity_references()) {
    if (reference.entity != merge.entity || (turned && reference.follows_sides)) continue;
    note_moves(sql, reference, id, merge.from, merge.into);
    move(sql, reference, id, merge.from, merge.into);
  }
  sql.run(
      fmt::format(
          "UPDATE {} SET retired_at = :at, retired_reason = :reason, merged_into = :into WHERE id = :from",
          name(merge.entity)),
      at, merge.reason, merge.into, merge.from);
  answer_review(sql, {.entity = merge.entity, .ours = merge.from, .other = merge.into}, "merged", merge.by,
                at);
  touch_all(writing, merge.entity, {merge.from, merge.into});
  writing.commit();
  return id;
}

Result<SplitOff> split(Store& store, const Split& split) {
  if (split.entity == EntityKind::match) return invalid("matches cannot be split; undo their merge");
  if (split.ids.empty()) return invalid("no external ids given");
  Writing writing{store};
  auto& sql = writing.sql();
  if (const auto present = check_present(sql, split.entity, split.from); !present) return failed(present);
  const auto at = store.clock().now();
  SplitOff done{.operation = 0, .entity = insert_copy(sql, split)};
  done.operation = insert_operation(sql, {.operation = "split",
                                          .entity = split.entity,
                                          .ours = split.from,
                                          .other = done.entity,
                                          .by = split.by,
                                          .reason = split.reason,
                                          .at = at});
  sql.run(R"(
        INSERT INTO alias (kind, ours, folded, name, provider) VALUES (:kind, :ours, :folded, :name, :provider))",
          name(split.entity), done.entity, fold(split.name), split.name, name(split.ids.front().provider));
  for (const auto& [provider, external] : split.ids) {
    const auto moved = sql.run(
        R"(
        UPDATE external_id SET ours = :new WHERE provider = :provider AND kind = :kind AND external = :external
               AND ours = :from)",
        done.entity, name(provider), name(split.entity), external, split.from);
    if (moved == 0)
      return fail(ErrorKind::not_found, "{} {} is not an id of {} {}", name(provider), external,
                  name(split.entity), split.from);
    sql.run(
        "INSERT INTO identity_move (operation_id, reference, number_key, text_key) "
        "VALUES (:operation, 'external_id.ours', 0, :key)",
        done.operation, fmt::format("{} {}", name(provider), external));
  }
  answer_review(sql, {.entity = split.entity, .ours = split.from, .other = done.entity}, "apart", split.by,
                at);
  touch_all(writing, split.entity, {split.from, done.entity});
  writing.commit();
  return done;
}

Result<std::int64_t> retire(Store& store, const Retire& retire) {
  Writing writing{store};
  auto& sql = writing.sql();
  if (const auto present = check_present(sql, retire.entity, retire.ours); !present) return failed(present);
  const auto at = store.clock().now();
  const auto id = insert_operation(sql, {.operation = "retire",
                                         .entity = retire.entity,
                                         .ours = retire.ours,
                                         .by = retire.by,
                                         .reason = retire.reason,
                                         .at = at});
  retire_row(sql, retire.entity, retire.ours, at, retire.reason);
  touch_all(writing, retire.entity, {retire.ours});
  writing.commit();
  return id;
}

Result<std::vector<IdentityOperation>> undo(Store& store, std::int64_t id, const std::string& by) {
  Writing writing{store};
  std::vector<IdentityOperation> undone;
  if (const auto done = undo(writing, id, by, store.clock().now(), undone); !done) return failed(done);
  writing.commit();
  return undone;
}

std::vector<MatchId> detach_ids(Store& store, ProviderName provider,
                                const std::vector<std::string>& external_ids) {
  Writing writing{store};
  std::vector<MatchId> matches;
  for (const auto& external_id : external_ids) {
    const auto row = writing.sql().select_one<Row<MatchId>>(
        "DELETE FROM sighting WHERE provider = :provider AND external_id = :external RETURNING match_id",
        name(provider), external_id);
    if (row) matches.push_back(std::get<0>(*row));
    writing.sql().run(
        "DELETE FROM external_id WHERE provider = :provider AND kind = 'match' AND external = :external",
        name(provider), external_id);
  }
  touch_all(writing, EntityKind::match, {});
  writing.commit();
  return matches;
}

std::vector<IdentityOperation> list_operations(Store& store, int count) {
  Reading reading{store};
  std::vector<IdentityOperation> operations;
  for (auto& row : reading.sql().select<OperationRow>(
           fmt::format("SELECT {} FROM identity_operation ORDER BY id DESC LIMIT :count", operation_columns),
           count)) {
    auto operation = operation_of(std::move(row));
    operation.ours_name = describe(reading.sql(), operation.entity, operation.ours);
    if (operation.other) operation.other_name = describe(reading.sql(), operation.entity, *operation.other);
    operations.push_back(std::move(operation));
  }
  return operations;
}

std::int64_t survivor_of(Store& store, EntityKind entity, std::int64_t id) {
  const auto row = store.sql().read()->select_one<Row<std::int64_t>>(
      fmt::format("SELECT COALESCE(merged_into, id) FROM {} WHERE id = :id", name(entity)), id);
  return row ? std::get<0>(*row) : 0;
}

std::vector<MatchId> list_matches_of(Store& store, TeamId team, int count) {
  std::vector<MatchId> ids;
  for (const auto& [id] : store.sql().read()->select<Row<MatchId>>(
           R"(
        SELECT id FROM match WHERE (first_team_id = :team_1 OR second_team_id = :team_2) AND retired_at IS NULL
        ORDER BY calendar_at DESC, id LIMIT :count)",
           team, team, count))
    ids.push_back(id);
  return ids;
}

std::vector<Match> list_match_rows_of(Store& store, TeamId team, int count) {
  const auto ids = list_matches_of(store, team, count);
  std::vector<Match> matches;
  for (auto& [id, match] : load_matches(*store.sql().read(), ids)) matches.push_back(std::move(match));
  return matches;
}

}  // namespace cs2::store
