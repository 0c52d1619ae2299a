// Reading what suggestions are made from.
#pragma once

#include <memory>
#include <optional>

#include "bot/command_definition.hpp"

namespace cs2::bot {

struct KnownRevision {
  store::NamesRevision names;
  std::int64_t guild_aliases = 0;
};

struct LoadedKnown {
  std::shared_ptr<const Known> known;
  KnownRevision revision;
};

// Blocks. Of names only what changed since the last revision is read, of guilds' aliases all or nothing.
LoadedKnown load_known(store::Store& store, const std::shared_ptr<const Known>& last,
                       const std::optional<KnownRevision>& last_revision, discord::Snowflake application,
                       Timestamp now);

}  // namespace cs2::bot
