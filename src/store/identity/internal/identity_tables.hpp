// The four kinds of things that can be merged, split and retired, by one name. Private to store.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/entity.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

// For people: the name; of a match who plays and when. "?" where it is not there.
std::string describe(Sql& sql, EntityKind entity, std::int64_t id);

// Those of them that are retired.
std::set<std::int64_t> load_retired(Sql& sql, EntityKind entity, const std::vector<std::int64_t>& ids);

// Drops the rows whose thing is retired: a row that the survivor of a merge had already stays with the
// double, and is shown to nobody.
template <class Row, class IdOf>
void drop_retired(Sql& sql, EntityKind entity, std::vector<Row>& rows, IdOf id_of) {
  std::vector<std::int64_t> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(id_of(row).value);
  const auto retired = load_retired(sql, entity, ids);
  std::erase_if(rows, [&](const Row& row) { return retired.contains(id_of(row).value); });
}

}  // namespace cs2::store
