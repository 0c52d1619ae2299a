#include "store/overrides.hpp"

#include "store/transaction.hpp"

namespace cs2::store {
namespace {

void withdraw(Sql& sql, MatchId match, std::string_view fact, const std::string& by, Timestamp at) {
  sql.run(R"(
        UPDATE match_override SET withdrawn_by = :by, withdrawn_at = :at
        WHERE match_id = :match AND fact = :fact AND withdrawn_at IS NULL)",
          by, at, match, fact);
}

OverriddenFact fact_of(const std::string& stored) {
  const auto fact = parse_overridden_fact(stored);
  if (!fact) throw DatabaseError("an override of the unknown fact " + stored);
  return *fact;
}

}  // namespace

std::vector<StoredOverride> list_overrides(Store& store, bool withdrawn, int count) {
  using Line = Row<OverrideId, MatchId, std::string, std::string, TeamId, std::string, std::string, Timestamp,
                   std::optional<std::string>, std::optional<Timestamp>>;
  std::vector<StoredOverride> overrides;
  for (auto& [id, match, fact, value, first, reason, set_by, set_at, withdrawn_by, withdrawn_at] :
       store.sql().read()->select<Line>(R"(
        SELECT id, match_id, fact, value, first_team_id, reason, set_by, set_at, withdrawn_by, withdrawn_at
        FROM match_override WHERE withdrawn_at IS NULL OR :withdrawn = 1 ORDER BY id DESC LIMIT :count)",
                                        withdrawn ? 1 : 0, count)) {
    overrides.push_back({.id = id,
                         .match = match,
                         .given = {.fact = fact_of(fact), .value = std::move(value), .first = first},
                         .reason = std::move(reason),
                         .set_by = std::move(set_by),
                         .set_at = set_at,
                         .withdrawn_by = std::move(withdrawn_by),
                         .withdrawn_at = withdrawn_at});
  }
  return overrides;
}

void set_overrides(Store& store, MatchId match, const std::vector<Override>& given, const std::string& by,
                   const std::string& reason) {
  const auto now = store.clock().now();
  Writing writing{store};
  for (const auto& [fact, value, first] : given) {
    withdraw(writing.sql(), match, name(fact), by, now);
    writing.sql().run(R"(
        INSERT INTO match_override (match_id, fact, value, first_team_id, reason, set_by, set_at)
        VALUES (:match, :fact, :value, :first, :reason, :by, :at))",
                      match, name(fact), value, first, reason, by, now);
  }
  writing.commit();
}

Result<MatchId> withdraw_override(Store& store, OverrideId id, const std::string& by) {
  const auto row = store.sql().write()->select_one<Row<MatchId>>(R"(
        UPDATE match_override SET withdrawn_by = :by, withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL
        RETURNING match_id)",
                                                                 by, store.clock().now(), id);
  if (!row) return fail(ErrorKind::not_found, "no override {} is in force", id.value);
  return std::get<0>(*row);
}

}  // namespace cs2::store
