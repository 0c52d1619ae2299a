// Guilds and what they chose.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace cs2::store {

enum class SpoilerRule { show, hide };

struct GuildSettings {
  SpoilerRule spoilers = SpoilerRule::show;
  std::optional<std::string> locale;     // absent: the language of each user
  std::optional<std::string> time_zone;  // IANA name; absent: UTC for "today"

  bool operator==(const GuildSettings&) const = default;
};

struct NamedGuild {
  std::uint64_t id = 0;
  std::string name;
};

// Joined or seen again: creates the rows with defaults, or takes them back from retirement with their
// settings. One statement for all of them, each of which stands there once; returns how many rows were
// written, and a guild that is known under this name is not.
int register_guilds(Store& store, const std::vector<NamedGuild>& guilds);
// Removed from the guilds: settings are kept until the retention period ends. Returns how many were there.
int retire_guilds(Store& store, const std::vector<std::uint64_t>& guild_ids);
// At start: guilds that we knew but that are gone from the list of this shard were left while we were away.
// Returns how many were retired. A guild of another shard (by id and shard count) is not touched.
int retire_missing_guilds(Store& store, const std::vector<std::uint64_t>& present, int shard,
                          int shard_count);

// Defaults for a guild that is not known.
GuildSettings find_guild_settings(Store& store, std::uint64_t guild_id);
void save_guild_settings(Store& store, std::uint64_t guild_id, const GuildSettings& settings);
int count_guilds(Store& store);  // not retired

}  // namespace cs2::store
