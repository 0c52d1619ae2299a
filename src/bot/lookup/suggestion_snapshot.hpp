// Reading what suggestions are made from.
#pragma once

#include <memory>
#include <optional>

#include "bot/command_definition.hpp"

namespace cs2::bot {

struct SuggestionRevision {
  store::NamesRevision names;
  std::int64_t guild_aliases = 0;
};

struct LoadedSuggestions {
  std::shared_ptr<const SuggestionSnapshot> snapshot;
  SuggestionRevision revision;
};

// Blocks. Of names only what changed since the last revision is read, of guilds' aliases all or nothing.
LoadedSuggestions load_suggestions(store::Store& store, const std::shared_ptr<const SuggestionSnapshot>& last,
                                   const std::optional<SuggestionRevision>& last_revision,
                                   discord::Snowflake application, Timestamp now);

}  // namespace cs2::bot
