// Guilds and what they chose.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/limits/store.hpp"
#include "model/subscription.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class SpoilerRule { show, hide };

// Minutes of the local day; it may pass midnight. Never empty: from and until differ.
struct QuietHours {
  int from = 0;
  int until = 0;
  bool operator==(const QuietHours&) const = default;
};

struct GuildSettings {
  SpoilerRule spoilers = SpoilerRule::show;
  std::optional<std::string> locale;         // absent: the language of each user
  std::optional<std::string> time_zone;      // IANA name; absent: UTC for "today"
  Destination default_channel;               // where notifications go that name no channel; id 0: none
  std::uint64_t notice_channel = 0;          // where managers read what cannot be posted; 0: none
  std::vector<std::uint64_t> manager_roles;  // ascending, at most limits::manager_roles
  std::optional<QuietHours> quiet_hours;
  std::chrono::days audit_days = limits::audit_days;  // how long the audit log is kept
  // Of the server's settings in Discord, which nobody here changes; empty: not known.
  std::string preferred_locale = {};

  bool operator==(const GuildSettings&) const = default;
};

struct NamedGuild {
  std::uint64_t id = 0;
  std::string name;
  std::string preferred_locale = {};  // empty: not known
};

// Joined or seen again: creates the rows with defaults, or takes them back from retirement with their
// settings. One statement for all of them, each of which is listed once; returns how many rows were
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
// Of each of these, with one statement and never from the cache.
std::map<std::uint64_t, GuildSettings> list_guild_settings(Store& store,
                                                           const std::vector<std::uint64_t>& guild_ids);
// One transaction: what is stored, changed, and an entry in the audit log for each setting that differs. What
// they are now. `actor` is the user who did it.
GuildSettings change_guild_settings(Store& store, std::uint64_t guild_id, std::uint64_t actor,
                                    const std::function<void(GuildSettings&)>& change);
// Replaces them all.
void save_guild_settings(Store& store, std::uint64_t guild_id, const GuildSettings& settings,
                         std::uint64_t actor = 0);
int count_guilds(Store& store);  // not retired

}  // namespace cs2::store
