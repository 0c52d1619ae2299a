#include "provider/pandascore/notes.hpp"

#include <algorithm>

#include "base/limits/providers.hpp"

namespace cs2::provider {
namespace {

void complete_map(MapResult& map, const MapResult& noted) {
  if (!map.name) map.name = noted.name;
  // Rounds of a map that has ended since would be a false result.
  if (map.score || map.status != noted.status) return;
  map.score = noted.score;
  map.halves = noted.halves;
}

}  // namespace

void PandascoreNotes::remember(const MatchReport& match) {
  Note note{.opponents = match.opponents, .maps = {}};
  for (auto& opponent : note.opponents) opponent.line_up.clear();
  std::ranges::copy_if(match.maps, std::back_inserter(note.maps),
                       [](const MapResult& map) { return map.name.has_value(); });
  const auto has_name = [](const OpponentReport& one) { return !one.team && !one.name.empty(); };
  if (note.maps.empty() && std::ranges::none_of(note.opponents, has_name)) return;

  const auto [known, added] = notes_.insert_or_assign(match.external_id, std::move(note));
  if (!added) return;
  order_.push_back(match.external_id);
  if (order_.size() <= limits::provider_notes_max) return;
  notes_.erase(order_.front());
  order_.pop_front();
}

void PandascoreNotes::complete(MatchReport& match) const {
  const auto known = notes_.find(match.external_id);
  if (known == notes_.end()) return;
  // Another order of the opponents, or other ones: the note is of another moment.
  const auto& note = known->second;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    if (match.opponents[slot].team != note.opponents[slot].team) return;
  }
  for (std::size_t slot = 0; slot < 2; ++slot) {
    auto& opponent = match.opponents[slot];
    if (!opponent.team && opponent.name.empty()) opponent.name = note.opponents[slot].name;
  }
  for (auto& map : match.maps) {
    const auto noted = std::ranges::find(note.maps, map.number, &MapResult::number);
    if (noted != note.maps.end()) complete_map(map, *noted);
  }
}

}  // namespace cs2::provider
