// What the sources call our teams, tournaments and matches. Private to store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/entity.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

// Ours, by the provider's id; what is not known is left out.
std::map<std::string, std::int64_t> load_external_ids(Sql& sql, ProviderName provider, EntityKind entity,
                                                      const std::vector<std::string>& externals);

}  // namespace cs2::store
