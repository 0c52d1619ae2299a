#include "store/facts/internal/external_ids.hpp"

#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {

std::map<std::string, std::int64_t> load_external_ids(Sql& sql, ProviderName provider, EntityKind entity,
                                                      const std::vector<std::string>& externals) {
  std::map<std::string, std::int64_t> ours;
  for_each_chunk(externals, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
    for (auto& [external, id] : sql.select<Row<std::string, std::int64_t>>(
             R"(
        SELECT external, ours FROM external_id
        WHERE provider = :provider AND kind = :kind AND external IN TEXTS(:externals))",
             name(provider), name(entity), chunk)) {
      ours.emplace(std::move(external), id);
    }
  });
  return ours;
}

}  // namespace cs2::store
