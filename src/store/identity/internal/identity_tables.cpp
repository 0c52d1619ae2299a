#include "store/identity/internal/identity_tables.hpp"

#include <fmt/format.h>

#include "base/limits/store.hpp"
#include "store/facts/internal/fact_rows.hpp"

namespace cs2::store {
namespace {

std::string describe_match(Sql& sql, std::int64_t id) {
  const auto row = sql.select_one<Row<std::string, std::string, std::optional<Timestamp>>>(
      "SELECT first_name, second_name, calendar_at FROM match WHERE id = :id", id);
  if (!row) return "?";
  const auto& [first, second, at] = *row;
  const auto side = [](const std::string& name) { return name.empty() ? std::string{"?"} : name; };
  return fmt::format("{} – {}{}", side(first), side(second),
                     at ? fmt::format(", {}", to_iso8601(*at)) : std::string{});
}

}  // namespace

std::string describe(Sql& sql, EntityKind entity, std::int64_t id) {
  if (entity == EntityKind::match) return describe_match(sql, id);
  const auto text = fmt::format("SELECT {} FROM {} WHERE id = :id",
                                entity == EntityKind::player ? "nickname" : "name", name(entity));
  const auto row = sql.select_one<Row<std::string>>(text, id);
  return row ? std::get<0>(*row) : "?";
}

std::set<std::int64_t> load_retired(Sql& sql, EntityKind entity, const std::vector<std::int64_t>& ids) {
  const auto text =
      fmt::format("SELECT id FROM {} WHERE id IN NUMBERS(:ids) AND retired_at IS NOT NULL", name(entity));
  std::set<std::int64_t> retired;
  for_each_chunk(ids, limits::rows_per_statement, [&](const std::vector<std::int64_t>& chunk) {
    for (const auto& [id] : sql.select<Row<std::int64_t>>(text, chunk)) retired.insert(id);
  });
  return retired;
}

}  // namespace cs2::store
