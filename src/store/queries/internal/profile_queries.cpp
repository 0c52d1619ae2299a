#include "store/queries/internal/profile_queries.hpp"

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/store.hpp"

namespace cs2::store {

MatchesAround load_matches_around(Sql& sql, const MatchQuery& query, Timestamp now, int next, int last) {
  auto live_query = query;
  live_query.statuses = {MatchStatus::live};
  live_query.seen_since = now - limits::live_unseen_max;
  live_query.count = next;
  auto next_query = query;
  next_query.statuses = {MatchStatus::scheduled};
  next_query.from = now - limits::overdue_max;
  next_query.count = next;
  auto last_query = query;
  last_query.statuses = {MatchStatus::finished};
  last_query.order = MatchOrder::latest_first;
  last_query.count = last;

  const auto live_ids = load_match_ids(sql, live_query);
  const auto next_ids = load_match_ids(sql, next_query);
  auto ids = live_ids;
  ids.insert(ids.end(), next_ids.begin(), next_ids.end());
  std::ranges::copy(load_match_ids(sql, last_query), std::back_inserter(ids));

  MatchesAround around;
  for (auto& details : load_details(sql, ids)) {
    auto& list = details.match.status == MatchStatus::live        ? around.live
                 : details.match.status == MatchStatus::scheduled ? around.next
                                                                  : around.last;
    list.push_back(std::move(details));
  }
  return around;
}

std::optional<Survivor> find_survivor(Sql& sql, EntityKind entity, std::int64_t id) {
  const auto text = fmt::format(R"(
        SELECT survivor.id, survivor.retired_at FROM {0} AS asked
        JOIN {0} AS survivor ON survivor.id = COALESCE(asked.merged_into, asked.id) WHERE asked.id = :id)",
                                name(entity));
  const auto row = sql.select_one<Row<std::int64_t, std::optional<Timestamp>>>(text, id);
  if (!row) return std::nullopt;
  return Survivor{.id = std::get<0>(*row), .is_retired = std::get<1>(*row).has_value()};
}

std::vector<std::string> load_other_names(Sql& sql, EntityKind entity, std::int64_t id,
                                          std::string_view shown) {
  std::vector<std::string> names;
  for (auto& [alias] : sql.select<Row<std::string>>(
           R"(
        SELECT name FROM alias WHERE kind = :kind AND ours = :id AND name <> :shown ORDER BY folded LIMIT :count)",
           name(entity), id, shown, limits::profile_aliases))
    names.push_back(std::move(alias));
  return names;
}

}  // namespace cs2::store
