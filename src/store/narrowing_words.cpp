#include "store/narrowing_words.hpp"

#include <algorithm>
#include <map>

#include "base/limits/notify.hpp"
#include "model/tournament.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

std::vector<std::string> commonest(const std::map<std::string, std::int64_t>& counts) {
  std::vector<std::pair<std::string, std::int64_t>> all(counts.begin(), counts.end());
  std::ranges::sort(all, [](const auto& one, const auto& other) {
    return std::tuple{-one.second, one.first} < std::tuple{-other.second, other.first};
  });
  std::vector<std::string> words;
  for (auto& [word, count] : all) {
    if (words.size() == limits::narrowing_words) break;
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

NarrowingWords list_narrowing_words(Store& store, Timestamp stages_since) {
  Reading reading{store};
  std::map<std::string, std::int64_t> regions;
  for (auto& [region, count] : reading.sql().select<Row<std::string, std::int64_t>>(
           "SELECT region, COUNT(*) FROM tournament "
           "WHERE region IS NOT NULL AND region <> '' AND retired_at IS NULL GROUP BY region"))
    regions.emplace(std::move(region), count);
  std::map<std::string, std::int64_t> stages;
  for (const auto& [stage, count] : reading.sql().select<Row<std::string, std::int64_t>>(
           "SELECT stage, COUNT(*) FROM match "
           "WHERE calendar_at >= :since AND retired_at IS NULL AND stage <> '' GROUP BY stage",
           stages_since)) {
    const std::string main{main_stage(stage)};
    if (!main.empty()) stages[main] += count;
  }
  return {.regions = commonest(regions), .stages = commonest(stages)};
}

}  // namespace cs2::store
