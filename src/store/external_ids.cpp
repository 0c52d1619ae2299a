#include "store/external_ids.hpp"

#include "base/limits.hpp"
#include "store/rows.hpp"

namespace cs2::store {

std::string_view name(Thing thing) {
  switch (thing) {
    case Thing::team:
      return "team";
    case Thing::tournament:
      return "tournament";
    case Thing::match:
      return "match";
  }
  return "unknown";
}

std::map<std::string, std::int64_t> load_external_ids(Sql& sql, ProviderName provider, Thing thing,
                                                      const std::vector<std::string>& externals) {
  std::map<std::string, std::int64_t> ours;
  for_each_chunk(externals, limits::rows_per_statement, [&](const std::vector<std::string>& chunk) {
    for (auto& [external, id] : sql.select<Row<std::string, std::int64_t>>(
             R"(
        SELECT external, ours FROM external_id
        WHERE provider = :provider AND kind = :kind AND external IN TEXTS(:externals))",
             name(provider), name(thing), chunk)) {
      ours.emplace(std::move(external), id);
    }
  });
  return ours;
}

void insert_external_id(Sql& sql, ProviderName provider, Thing thing, const std::string& external,
                        std::int64_t ours) {
  sql.run(
      "INSERT INTO external_id (provider, kind, external, ours) VALUES (:provider, :kind, :external, :ours)",
      name(provider), name(thing), external, ours);
}

}  // namespace cs2::store
