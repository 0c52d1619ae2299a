// Reading what suggestions are made from.
#pragma once

#include <memory>
#include <optional>

#include "bot/command.hpp"

namespace cs2::bot {

struct LoadedKnown {
  std::shared_ptr<const Known> known;
  std::int64_t names_revision = 0;
};

// Blocks. The names are only read again when their revision has moved.
LoadedKnown load_known(store::Store& store, const std::shared_ptr<const Known>& last,
                       std::optional<std::int64_t> last_revision, discord::Snowflake application,
                       Timestamp now);

}  // namespace cs2::bot
