#include "bot/search/match_index.hpp"

#include "model/calendar.hpp"

namespace cs2::bot {
namespace {

std::string place_of(const MatchDetails& details) {
  auto place = details.tournament ? details.tournament->name : std::string{};
  const auto& stage = details.match.stage;
  if (!place.empty() && !stage.empty()) place += " – ";
  return place + stage;
}

}  // namespace

MatchIndex::MatchIndex(std::span<const MatchDetails> matches) {
  entries_.reserve(matches.size());
  for (const auto& details : matches) {
    const auto& [first, second] = details.match.opponents;
    const auto name_of = [&](std::size_t slot) {
      return details.teams[slot] ? details.teams[slot]->name : details.match.opponents[slot].name;
    };
    entries_.push_back({.id = details.match.id,
                        .teams = {first.team, second.team},
                        .names = {name_of(0), name_of(1)},
                        .place = place_of(details),
                        .status = details.match.status,
                        .at = time_of(details.match),
                        .is_exact = has_exact_time(details.match)});
  }
}

bool involves(const MatchIndex::Entry& match, TeamId team, TeamId opponent) {
  const auto plays = [&](TeamId wanted) { return match.teams[0] == wanted || match.teams[1] == wanted; };
  return plays(team) && (!opponent || (opponent != team && plays(opponent)));
}

}  // namespace cs2::bot
