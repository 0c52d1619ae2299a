#include "ingest/identity/source_records.hpp"

#include <utility>

#include "ingest/identity/match_resemblance.hpp"

namespace cs2::ingest {
namespace {

Match turned(Match match) {
  static_cast<MatchFacts&>(match) = swapped(static_cast<const MatchFacts&>(match));
  std::swap(match.opponents[0], match.opponents[1]);
  return match;
}

}  // namespace

bool is_turned(const std::array<TeamId, 2>& sides, const Match& stored) {
  const auto agreeing = [&](std::size_t first, std::size_t second) {
    return (sides[0] && sides[0] == stored.opponents[first].team) +
           (sides[1] && sides[1] == stored.opponents[second].team);
  };
  return agreeing(1, 0) > agreeing(0, 1);
}

std::vector<SourceRecord> words_about(const store::MatchSnapshot& known, const Match& stored) {
  std::vector<SourceRecord> records;
  const auto stated = known.records.find(stored.id);
  if (stated == known.records.end()) return records;
  for (const auto& [provider, external_id, facts, seen_at] : stated->second)
    records.push_back(
        {provider, external_id, seen_at, is_turned(sides_of(facts), stored) ? turned(facts) : facts});
  return records;
}

}  // namespace cs2::ingest
