#include "store/facts/internal/without_overrides.hpp"

#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {

SetFacts load_set_facts(Sql& sql, EntityKind entity, const std::vector<std::int64_t>& ids) {
  SetFacts facts;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<std::int64_t>& chunk) {
    for (auto& [id, ours, fact, value, sourced] :
         sql.select<Row<OverrideId, std::int64_t, std::string, std::string, std::string>>(
             R"(
        SELECT id, ours, fact, value, COALESCE(told, '') FROM fact_override
        WHERE withdrawn_at IS NULL AND kind = :kind AND ours IN NUMBERS(:ids) ORDER BY id)",
             name(entity), chunk))
      facts[ours].push_back(
          {.id = id,
           .given = {.fact = readable(parse_overridden_fact(fact), "fact_override", id.value),
                     .value = std::move(value),
                     .first = {}},
           .sourced = std::move(sourced)});
  });
  return facts;
}

}  // namespace cs2::store
