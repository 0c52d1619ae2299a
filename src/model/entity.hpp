// What sources name by ids of their own.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "model/provider_name.hpp"

namespace cs2 {

enum class Thing { team, player, tournament, match };

std::string_view name(Thing thing);  // as stored: "team"
std::optional<Thing> parse_thing(std::string_view name);

// What another source calls the same thing, as far as this source knows: {hltv, "2397860"}.
struct ForeignId {
  ProviderName provider = ProviderName::sample;
  std::string external_id;

  auto operator<=>(const ForeignId&) const = default;
};

}  // namespace cs2
