#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "model/provider_name.hpp"

namespace cs2 {

// Where a reader can check what a source says of a team, a player or a tournament.
struct SourcePage {
  ProviderName provider = ProviderName::sample;
  std::string external_id;
  std::string url;                   // empty where the source has no page for people
  std::optional<Timestamp> seen_at;  // when it spoke of the thing last, within limits::page_seen_every

  bool operator==(const SourcePage&) const = default;
};

}  // namespace cs2
