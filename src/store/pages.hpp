// Where a reader can check what the sources say of a team, a player or a tournament. A match's pages are in
// MatchDetails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/limits/store.hpp"
#include "model/ids.hpp"
#include "model/provider_name.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct SourcePage {
  ProviderName provider = ProviderName::sample;
  std::string external_id;
  std::string url;                   // empty where the source has no page for people
  std::optional<Timestamp> seen_at;  // when it spoke of the thing last, within limits::page_seen_every

  bool operator==(const SourcePage&) const = default;
};

// The freshest first; one that only another source named, and that never spoke itself, stands last.
std::vector<SourcePage> list_pages(Store& store, TeamId team);
std::vector<SourcePage> list_pages(Store& store, PlayerId player);
std::vector<SourcePage> list_pages(Store& store, TournamentId tournament);

}  // namespace cs2::store
