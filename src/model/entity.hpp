// What sources name by ids of their own.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "model/provider_name.hpp"

namespace cs2 {

enum class EntityKind { team, player, tournament, match };

std::string_view name(EntityKind entity);  // as stored: "team"
std::optional<EntityKind> parse_entity_kind(std::string_view name);

// What another source calls the same thing, as far as this source knows: {hltv, "2397860"}.
struct CrossReference {
  ProviderName provider = ProviderName::sample;
  std::string external_id;

  auto operator<=>(const CrossReference&) const = default;
};

}  // namespace cs2
