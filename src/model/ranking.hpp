// Published rankings of teams.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/ids.hpp"

namespace cs2 {

enum class RankingSystem { valve_world, valve_europe, valve_americas, valve_asia, hltv };

std::string_view name(RankingSystem system);  // as stored: "valve_world"
std::optional<RankingSystem> parse_ranking_system(std::string_view name);

// A team's place on one date. Movement is the difference to the date before and is not stored.
struct RankingRow {
  TeamId team;
  int position = 1;  // from 1
  std::optional<int> points;
  std::vector<std::string> line_up;  // nicknames, as published

  bool operator==(const RankingRow&) const = default;
};

struct Ranking {
  RankingSystem system = RankingSystem::valve_world;
  Timestamp published;           // midnight UTC of the date in its title
  std::string url;               // for people; may be empty
  std::vector<RankingRow> rows;  // best first

  bool operator==(const Ranking&) const = default;
};

}  // namespace cs2
