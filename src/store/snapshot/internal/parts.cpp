#include "store/snapshot/internal/parts.hpp"

#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {

std::multimap<std::string, std::int64_t> load_aliases(Sql& sql, EntityKind entity,
                                                      const std::set<std::string>& names) {
  std::set<std::string> letters;
  for (const auto& name : names) letters.insert(letters_of(fold(name)));
  letters.erase("");
  const auto text = fmt::format(R"(
        SELECT DISTINCT REPLACE(folded, ' ', '') AS letters, ours FROM alias
        WHERE kind = :kind AND REPLACE(folded, ' ', '') IN TEXTS(:letters)
              AND ours NOT IN (SELECT id FROM {} WHERE retired_at IS NOT NULL)
        ORDER BY ours)",
                                name(entity));
  std::multimap<std::string, std::int64_t> ours;
  for_each_chunk(
      std::vector<std::string>{letters.begin(), letters.end()}, limits::rows_per_statement,
      [&](const std::vector<std::string>& chunk) {
        for (auto& [alias, id] : sql.select<Row<std::string, std::int64_t>>(text, name(entity), chunk))
          ours.emplace(std::move(alias), id);
      });
  return ours;
}

}  // namespace cs2::store
