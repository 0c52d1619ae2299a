// What the parts of load_known() share. Private to store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database/internal/sql.hpp"
#include "store/facts/apply.hpp"
#include "store/facts/internal/external_ids.hpp"

namespace cs2::store {

template <class Reports>
std::vector<std::string> externals_of(const Reports& reports) {
  std::vector<std::string> externals;
  externals.reserve(reports.size());
  for (const auto& report : reports) externals.push_back(report.external_id);
  return externals;
}

// Ours by what the report says that other sources call its things.
template <class Reports>
std::map<CrossReference, std::int64_t> load_foreign_ids(Sql& sql, EntityKind entity, const Reports& reports) {
  std::map<ProviderName, std::vector<std::string>> wanted;
  for (const auto& report : reports) {
    for (const auto& [provider, external] : report.cross_references) wanted[provider].push_back(external);
  }
  std::map<CrossReference, std::int64_t> ours;
  for (const auto& [provider, externals] : wanted) {
    for (auto& [external, id] : load_external_ids(sql, provider, entity, externals))
      ours.emplace(CrossReference{provider, external}, id);
  }
  return ours;
}

// The teams, tournaments and players that a report may mean: by its ids, by the ids of others that it names,
// and by their names; and where its source has pages of them.
void load_known_names(Sql& sql, const Report& report, Known& known);

// The matches that it may mean, with what the sources said of them; after the names.
void load_known_matches(Sql& sql, const Report& report, Known& known);
void load_known_matches(Sql& sql, const std::vector<MatchId>& ids, Known& known);

}  // namespace cs2::store
