// What a guild calls teams, players and tournaments, beside the names that everybody uses.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/queries/names.hpp"

namespace cs2::store {

struct GuildAlias {
  NameKind kind = NameKind::team;
  std::int64_t ours = 0;
  std::string name;

  bool operator==(const GuildAlias&) const = default;
};

// A name that the guild has already for this kind now means this one. invalid: nothing of it can be read, or
// it is too long; conflict: the guild has as many as it may. `actor` is the user whom the audit log names.
Result<void> add_guild_alias(Store& store, std::uint64_t guild_id, const GuildAlias& alias,
                             std::uint64_t actor = 0);
// Whatever it stands for. How many there were.
int remove_guild_alias(Store& store, std::uint64_t guild_id, std::string_view name, std::uint64_t actor = 0);

// By name. What was merged or retired since is named by its survivor, or not at all.
std::vector<GuildAlias> list_guild_aliases(Store& store, std::uint64_t guild_id);

// Of all guilds that we are in; and a number that moves whenever the answer may be another, cheap to ask.
std::map<std::uint64_t, std::vector<GuildAlias>> list_guild_aliases(Store& store);
std::int64_t guild_aliases_revision(Store& store);

}  // namespace cs2::store
