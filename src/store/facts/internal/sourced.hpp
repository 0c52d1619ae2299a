// Teams, players and tournaments as the sources tell them, where the operator set facts by hand: the rows
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
  std::string told;  // by the sources
};
// In force, by our id.
using SetFacts = std::map<std::int64_t, std::vector<SetFact>>;

SetFacts load_set_facts(Sql& sql, Thing thing, const std::vector<std::int64_t>& ids);

// What the sources tell of a thing that is shown.
template <class Entity>
Entity told_of(Entity shown, const SetFacts& facts) {
  const auto found = facts.find(shown.id.value);
  if (found == facts.end()) return shown;
  for (const auto& [id, given, told] : found->second) restore_fact(shown, given.fact, told);
  return shown;
}

// What is shown of a thing of which the sources tell this; what they tell is written down for later.
template <class Entity>
Entity shown_of(Sql& sql, Entity told, const SetFacts& facts) {
  const auto found = facts.find(told.id.value);
  if (found == facts.end()) return told;
  for (const auto& [id, given, before] : found->second) {
    const auto now = find_fact(told, given.fact).value_or(before);
    if (now != before) sql.run("UPDATE fact_override SET told = :told WHERE id = :id", now, id);
    (void)set_fact(told, given);
  }
  return told;
}

// The same for all of them.
template <class AnyId, class Entity>
std::map<AnyId, Entity> all_told(Sql& sql, Thing thing, std::map<AnyId, Entity> shown) {
  std::vector<std::int64_t> ids;
  ids.reserve(shown.size());
  for (const auto& [id, entity] : shown) ids.push_back(id.value);
  const auto facts = load_set_facts(sql, thing, ids);
  if (facts.empty()) return shown;
  for (auto& [id, entity] : shown) entity = told_of(std::move(entity), facts);
  return shown;
}

}  // namespace cs2::store
