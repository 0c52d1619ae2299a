// Published rankings, and how teams moved in them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "model/ranking_page.hpp"
#include "store/store.hpp"

namespace cs2::store {

// The one that was valid at `at`: the newest published by then. Without `at` the newest of all.
std::optional<RankingPage> find_ranking(Store& store, RankingSystem system, std::optional<Timestamp> at = {});

// When each system published a ranking that is known, the newest first.
using RankingDates = std::map<RankingSystem, std::vector<Timestamp>>;
std::shared_ptr<const RankingDates> list_ranking_dates(Store& store);

// A team's places in one system, newest first, at most `count`.
std::vector<RankingPlace> list_ranking_history(Store& store, TeamId team, RankingSystem system, int count);

}  // namespace cs2::store
