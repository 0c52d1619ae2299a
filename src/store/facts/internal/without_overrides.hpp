// Teams, players and tournaments as the sources report them, where the operator set facts by hand: the rows
// hold what is shown. Private to store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/entity.hpp"
#include "model/override.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

struct SetFact {
  OverrideId id;
  Override given;
  std::string sourced;  // what the sources say instead
};
// In force, by our id.
using SetFacts = std::map<std::int64_t, std::vector<SetFact>>;

SetFacts load_set_facts(Sql& sql, EntityKind kind, const std::vector<std::int64_t>& ids);

// What the sources report of an entity that is shown.
template <class Entity>
Entity without_overrides(Entity shown, const SetFacts& facts) {
  const auto found = facts.find(shown.id.value);
  if (found == facts.end()) return shown;
  for (const auto& [id, given, sourced] : found->second) restore_fact(shown, given.fact, sourced);
  return shown;
}

// What is shown of an entity of which the sources report this; what they report is kept for later.
template <class Entity>
Entity with_overrides(Sql& sql, Entity sourced, const SetFacts& facts) {
  const auto found = facts.find(sourced.id.value);
  if (found == facts.end()) return sourced;
  for (const auto& [id, given, before] : found->second) {
    const auto now = find_fact(sourced, given.fact).value_or(before);
    if (now != before) sql.run("UPDATE fact_override SET told = :told WHERE id = :id", now, id);
    (void)set_fact(sourced, given);
  }
  return sourced;
}

// The same for all of them.
template <class AnyId, class Entity>
std::map<AnyId, Entity> all_without_overrides(Sql& sql, EntityKind kind, std::map<AnyId, Entity> shown) {
  std::vector<std::int64_t> ids;
  ids.reserve(shown.size());
  for (const auto& [id, entity] : shown) ids.push_back(id.value);
  const auto facts = load_set_facts(sql, kind, ids);
  if (facts.empty()) return shown;
  for (auto& [id, entity] : shown) entity = without_overrides(std::move(entity), facts);
  return shown;
}

}  // namespace cs2::store
