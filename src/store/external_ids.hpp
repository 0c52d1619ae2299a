// What the sources call our teams, tournaments and matches. Private to store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/provider_name.hpp"
#include "store/sql.hpp"

namespace cs2::store {

enum class Thing { team, tournament, match };

std::string_view name(Thing thing);  // as stored

// Ours, by the provider's id; what is not known is left out.
std::map<std::string, std::int64_t> load_external_ids(Sql& sql, ProviderName provider, Thing thing,
                                                      const std::vector<std::string>& externals);
// WriteConflict when it is taken.
void insert_external_id(Sql& sql, ProviderName provider, Thing thing, const std::string& external,
                        std::int64_t ours);

}  // namespace cs2::store
