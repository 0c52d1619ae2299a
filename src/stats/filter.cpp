#include "stats/filter.hpp"

#include <algorithm>
#include <utility>

#include "stats/team_record.hpp"

namespace cs2::stats {
namespace {

bool passes_tournament(const std::optional<Tournament>& tournament, const Filter& filter) {
  if (filter.venue && (!tournament || tournament->venue != filter.venue)) return false;
  if (filter.tier && (!tournament || !tournament->tier || *tournament->tier > *filter.tier)) return false;
  return true;
}

bool was_played_on(const Match& match, std::string_view map) {
  return std::ranges::any_of(match.maps,
                             [&](const MapResult& each) { return each.name == map && counted_winner(each); });
}

bool passes(const PlayedMatch& played, const Filter& filter) {
  const auto& match = played.details.match;
  if (!counts(match) || !passes_tournament(played.details.tournament, filter)) return false;
  if (filter.best_of && match.best_of != filter.best_of) return false;
  if (filter.opponent_top && (!played.opponent_position || *played.opponent_position > *filter.opponent_top))
    return false;
  if (filter.core && played.core < core_of) return false;
  return !filter.map || was_played_on(match, *filter.map);
}

Filter without(Filter filter, FilterPart part) {
  switch (part) {
    case FilterPart::venue:
      filter.venue.reset();
      break;
    case FilterPart::tier:
      filter.tier.reset();
      break;
    case FilterPart::best_of:
      filter.best_of.reset();
      break;
    case FilterPart::opponent_top:
      filter.opponent_top.reset();
      break;
    case FilterPart::map:
      filter.map.reset();
      break;
    case FilterPart::core:
      filter.core = false;
      break;
  }
  return filter;
}

}  // namespace

std::vector<const PlayedMatch*> select(std::span<const PlayedMatch> matches, const Filter& filter) {
  std::vector<const PlayedMatch*> selected;
  for (const auto& played : matches) {
    if (passes(played, filter)) selected.push_back(&played);
  }
  return selected;
}

std::vector<Loosened> loosen(std::span<const PlayedMatch> matches, const Filter& filter) {
  std::vector<Loosened> found;
  for (const auto part : {FilterPart::venue, FilterPart::tier, FilterPart::best_of, FilterPart::opponent_top,
                          FilterPart::map, FilterPart::core}) {
    const auto wider = without(filter, part);
    if (wider == filter) continue;
    if (const auto count = select(matches, wider).size(); count > 0)
      found.push_back({.part = part, .matches = static_cast<int>(count)});
  }
  std::ranges::sort(found, {}, [](const Loosened& each) { return std::pair{-each.matches, each.part}; });
  return found;
}

}  // namespace cs2::stats
