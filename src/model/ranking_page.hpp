// Rankings with their teams, and how these moved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/provider_name.hpp"
#include "model/ranking.hpp"
#include "model/team.hpp"

namespace cs2 {

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

// A team's place on one date of one system.
struct RankingPlace {
  RankingSystem system = RankingSystem::valve_world;
  Timestamp published;
  int position = 1;
  std::optional<int> points;
  std::optional<int> position_before = {};         // on the date before on which it was ranked
  std::optional<Timestamp> published_before = {};  // that date
  ProviderName provider = ProviderName::sample;
  std::string url = {};

  bool operator==(const RankingPlace&) const = default;
};

}  // namespace cs2
