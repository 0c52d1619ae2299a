#include "store/queries/filter_values.hpp"

#include <algorithm>
#include <map>

#include "base/limits/notify.hpp"
#include "model/region.hpp"
#include "model/stage.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

std::vector<std::string> commonest(const std::map<std::string, std::int64_t>& counts) {
  std::vector<std::pair<std::string, std::int64_t>> all(counts.begin(), counts.end());
  std::ranges::sort(all, [](const auto& one, const auto& other) {
    return std::tuple{-one.second, one.first} < std::tuple{-other.second, other.first};
  });
  std::vector<std::string> words;
  for (auto& [word, count] : all) {
    if (words.size() == limits::filter_values) break;
    words.push_back(std::move(word));
  }
  return words;
}

// With the regions that contain several of them: where WEU and EEU occur, Europe is worth choosing.
std::map<std::string, std::int64_t> with_enclosing(const std::map<std::string, std::int64_t>& counts) {
  struct Inner {
    int regions = 0;
    std::int64_t count = 0;
  };
  std::map<std::string, Inner> found;
  for (const auto& [region, count] : counts) {
    for (const auto& each : list_enclosing_regions(region)) {
      ++found[each].regions;
      found[each].count += count;
    }
  }
  std::map<std::string, std::int64_t> worth;
  for (const auto& [region, inner] : found) {
    if (inner.regions > 1 || counts.contains(region)) worth.emplace(region, inner.count);
  }
  return worth;
}

}  // namespace

FilterValues list_filter_values(Store& store, Timestamp stages_since) {
  Reading reading{store};
  std::map<std::string, std::int64_t> regions;
  for (const auto& [region, count] : reading.sql().select<Row<std::string, std::int64_t>>(
           "SELECT region, COUNT(*) FROM tournament "
           "WHERE region IS NOT NULL AND region <> '' AND retired_at IS NULL GROUP BY region")) {
    // A word that is no region of ours has no name that could be shown.
    if (const auto* known = find_region(region)) regions[std::string{known->key}] += count;
  }
  std::map<std::string, std::int64_t> stages;
  for (const auto& [stage, count] : reading.sql().select<Row<std::string, std::int64_t>>(
           "SELECT stage, COUNT(*) FROM match "
           "WHERE calendar_at >= :since AND retired_at IS NULL AND stage <> '' GROUP BY stage",
           stages_since)) {
    if (auto group = stage_group(stage); !group.empty()) stages[std::move(group)] += count;
  }
  return {.regions = commonest(with_enclosing(regions)), .stages = commonest(stages)};
}

}  // namespace cs2::store
