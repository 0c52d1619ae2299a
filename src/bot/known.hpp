// Reading what suggestions are made from.
#pragma once

#include <memory>
#include <optional>

#include "bot/command.hpp"

namespace cs2::bot {

struct LoadedKnown {
  std::shared_ptr<const Known> known;
  store::NamesRevision revision;
};

// Blocks. Of names only what changed since the last revision is read,.
LoadedKnown load_known(store::Store& store, const std::shared_ptr<const Known>& last,
                       const std::optional<store::NamesRevision>& last_revision, discord::Snowflake application,
                       Timestamp now);

}  // namespace cs2::bot
