// What a team won and lost: matches, maps, rounds, sides and vetoes.
//
// docs/statistics.md says what counts. Everything is seen from the team's side, wherever it stands in a
// match; what no source says is in no number.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/profile.hpp"
#include "stats/record.hpp"

namespace cs2::stats {

// Whether a match counts for a team's record: it has an outcome, and nobody forfeited.
bool counts(const Match& match);
// Who won a map that counts, where a source says it or the rounds do; nothing of one that was not played.
std::optional<Slot> counted_winner(const MapResult& map);
// Whether so many rounds took overtime: more than 24, and more than 30 before CS2.
bool had_overtime(Score rounds, Timestamp at);

// Rounds that were played on a side of the map, and how many of them were won.
struct SideRounds {
  int won = 0;
  int played = 0;

  bool operator==(const SideRounds&) const = default;
};
struct Sides {
  SideRounds ct;
  SideRounds t;

  bool operator==(const Sides&) const = default;
};

// Of one map of the pool, or of all of them.
struct MapFigures {
  std::string map;
  Record record;
  Score rounds;         // won and lost, overtime included
  int with_rounds = 0;  // maps whose rounds are known
  int overtimes = 0;    // of these
  Sides sides;          // in regulation, of halves whose first side is known
  Sides overtime_sides;
  Record own_picks;
  Record their_picks;
  Record deciders;
  // In vetoes that are known.
  int picked = 0;
  int banned = 0;
  int left_over = 0;

  bool operator==(const MapFigures&) const = default;
};

struct TeamRecord {
  Record matches;
  MapFigures total;
  std::vector<MapFigures> maps;  // by the shrunk rate, the best first
  int vetoes = 0;                // matches whose veto is known
  std::optional<Streak> streak;  // with the latest match; a draw is one too
  int longest_win_streak = 0;
};

// Of matches that count, the latest first. With `map`, only that map of them.
TeamRecord compute_team_record(std::span<const PlayedMatch* const> matches,
                               std::optional<std::string_view> map = {});

}  // namespace cs2::stats
