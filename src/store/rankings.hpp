// Published rankings, and how teams moved in them.
#pragma once

#include <optional>
#include <vector>

#include "model/provider_name.hpp"
#include "model/ranking.hpp"
#include "model/team.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct RankedTeam {
  Team team;
  RankingRow row;
  std::optional<int>
      position_before;  // on the date before; absent: not ranked then, or there is no such date

  bool operator==(const RankedTeam&) const = default;
};

struct RankingPage {
  RankingSystem system = RankingSystem::valve_world;
  Timestamp published;
  std::optional<Timestamp> published_before;  // the date before
  ProviderName provider = ProviderName::sample;
  std::string url;
  std::vector<RankedTeam> teams;  // best first, all of them

  bool operator==(const RankingPage&) const = default;
};

// The one that was valid at `at`: the newest published by then. Without `at` the newest of all.
std::optional<RankingPage> find_ranking(Store& store, RankingSystem system, std::optional<Timestamp> at = {});

struct RankingPlace {
  RankingSystem system = RankingSystem::valve_world;
  Timestamp published;
  int position = 1;
  std::optional<int> points;

  bool operator==(const RankingPlace&) const = default;
};
// A team's places in one system, newest first, at most `count`.
std::vector<RankingPlace> list_ranking_history(Store& store, TeamId team, RankingSystem system, int count);

}  // namespace cs2::store
