// A published ranking, page by page, and one team's history in it.
#pragma once

#include <span>

#include "discord/types.hpp"
#include "model/ranking_page.hpp"
#include "view/reader.hpp"

namespace cs2::view {

struct RankingTable {
  const RankingPage& ranking;
  std::span<const RankedTeam> teams;  // of this page
  int page = 0;                       // from 0
  int pages = 1;
};

// Both keep Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message ranking_table(const RankingTable& table, const Reader& reader);

struct RankingHistory {
  const Team& team;
  RankingSystem system = RankingSystem::valve_world;
  std::span<const RankingPlace> places;  // the newest first; never empty
};
discord::Message ranking_history(const RankingHistory& history, const Reader& reader);

}  // namespace cs2::view
