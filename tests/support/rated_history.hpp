// A file of matches with line-ups, as the rating learns them: date, team, team, winner (1 or 2), line-up,
// line-up. Days alone are known; the id of a match is its line.
#pragma once

#include <algorithm>
#include <istream>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "stats/rating.hpp"
#include "support/csv.hpp"

namespace cs2::test {

struct RatedHistory {
  std::map<std::string, TeamId> teams;
  std::map<std::string, PlayerId> players;  // a nickname is one player
  std::vector<stats::RatedMatch> matches;

  stats::Side side_of(const std::string& team) const { return {.team = teams.at(team), .line_up = {}}; }
};

inline Timestamp day_in(const std::string& date) {
  const auto at = parse_iso8601(date + "T00:00:00Z");
  if (!at) throw std::runtime_error("no date: " + date);
  return *at;
}

template <class Id>
Id id_of(const std::string& name, std::map<std::string, Id>& ids) {
  return ids.try_emplace(name, Id{std::ssize(ids) + 1}).first->second;
}

inline RatedHistory read_rated_history(std::istream& in) {
  RatedHistory history;
  std::int64_t line = 1;
  for (const auto& cells : read_rows(in)) {
    stats::RatedMatch match{.id = {++line}, .at = day_in(cells.at(0)), .sides = {}, .winner = {}};
    match.winner = cells.at(3) == "1" ? 0 : 1;
    for (std::size_t slot = 0; slot < 2; ++slot) {
      auto& side = match.sides[slot];
      side.team = id_of(cells.at(1 + slot), history.teams);
      const std::string_view names{cells.at(4 + slot)};
      for (const auto name : names.empty() ? std::vector<std::string_view>{} : split(names, ','))
        side.line_up.push_back(id_of(std::string{trim(name)}, history.players));
    }
    history.matches.push_back(std::move(match));
  }
  return history;
}

// Calls `predict` with each match of a day, and then `learn` with each, as if a day were one moment.
template <class Predict, class Learn>
void walk_forward(const std::vector<stats::RatedMatch>& matches, Predict predict, Learn learn) {
  for (auto first = matches.begin(); first != matches.end();) {
    const auto last =
        std::find_if(first, matches.end(), [&](const auto& match) { return match.at != first->at; });
    std::for_each(first, last, predict);
    learn(std::span{first, last});
    first = last;
  }
}

}  // namespace cs2::test
