#include "stats/player_figures.hpp"

#include <algorithm>
#include <map>

#include "stats/team_record.hpp"

namespace cs2::stats {
namespace {

class Sum {
 public:
  template <class Number>
  void add(const std::optional<Number>& value) {
    if (!value) return;
    sum_ += static_cast<double>(*value);
    ++maps_;
  }
  int maps() const { return maps_; }
  std::optional<Mean> mean() const {
    if (maps_ == 0) return std::nullopt;
    return Mean{.value = sum_ / maps_, .maps = maps_};
  }

 private:
  double sum_ = 0;
  int maps_ = 0;
};

// A map that counts, of the name that is asked for.
bool counts_map(const Match& match, int number, std::optional<std::string_view> wanted) {
  const auto map = std::ranges::find(match.maps, number, &MapResult::number);
  return map != match.maps.end() && counted_winner(*map) && (!wanted || map->name == *wanted);
}

struct Totals {
  Sum kills, deaths, assists, adr, kast;
  std::map<std::string, Sum> ratings;  // by version
  int headshots = 0;
  int kills_with_headshots = 0;
  int headshot_maps = 0;

  void add(const PlayerMapStats& stats) {
    kills.add(stats.kills);
    deaths.add(stats.deaths);
    assists.add(stats.assists);
    adr.add(stats.adr);
    kast.add(stats.kast);
    ratings[stats.rating_version].add(stats.rating);
    if (!stats.headshots || !stats.kills) return;
    headshots += *stats.headshots;
    kills_with_headshots += *stats.kills;
    ++headshot_maps;
  }
};

}  // namespace

PlayerFigures compute_player_figures(std::span<const PlayedMatch* const> matches,
                                     std::optional<std::string_view> map) {
  PlayerFigures figures;
  Totals totals;
  for (const auto* played : matches) {
    const auto& match = played->details.match;
    figures.matches.add(!match.winner                   ? Outcome::drawn
                        : *match.winner == played->side ? Outcome::won
                                                        : Outcome::lost);
    for (const auto& stats : played->figures) {
      if (!counts_map(match, stats.map, map)) continue;
      ++figures.maps;
      totals.add(stats);
    }
  }
  figures.kills = totals.kills.mean();
  figures.deaths = totals.deaths.mean();
  figures.assists = totals.assists.mean();
  figures.adr = totals.adr.mean();
  figures.kast = totals.kast.mean();
  if (totals.kills_with_headshots > 0)
    figures.headshots =
        Mean{.value = 100.0 * totals.headshots / totals.kills_with_headshots, .maps = totals.headshot_maps};
  const auto rated = std::ranges::max_element(
      totals.ratings, {}, [](const auto& each) { return std::pair{each.second.maps(), each.first}; });
  if (rated != totals.ratings.end() && rated->second.maps() > 0) {
    figures.rating = rated->second.mean();
    figures.rating_version = rated->first;
  }
  return figures;
}

}  // namespace cs2::stats
