#include "store/queries/internal/source_pages.hpp"

#include "store/facts/internal/fact_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {

std::vector<SourcePage> load_pages(Sql& sql, EntityKind entity, std::int64_t id) {
  std::vector<SourcePage> pages;
  for (auto& [provider, external, url, seen_at] :
       sql.select<Row<std::string, std::string, std::string, std::optional<Timestamp>>>(
           R"(
        SELECT provider, external, url, seen_at FROM external_id WHERE kind = :kind AND ours = :ours
        ORDER BY COALESCE(seen_at, 0) DESC, provider, external)",
           name(entity), id)) {
    pages.push_back({.provider = readable(parse_provider(provider), "external id of", id),
                     .external_id = std::move(external),
                     .url = std::move(url),
                     .seen_at = seen_at});
  }
  return pages;
}

std::vector<SourcePage> list_pages(Store& store, TeamId team) {
  return load_pages(*store.sql().read(), EntityKind::team, team.value);
}
std::vector<SourcePage> list_pages(Store& store, PlayerId player) {
  return load_pages(*store.sql().read(), EntityKind::player, player.value);
}
std::vector<SourcePage> list_pages(Store& store, TournamentId tournament) {
  return load_pages(*store.sql().read(), EntityKind::tournament, tournament.value);
}

}  // namespace cs2::store
