// A day of Counter-Strike that never was: an invented tournament of eight teams, and other matches around it.
//
// The whole day is decided when a World is made, from its seed alone; `at` shows as much of it as is known at
// a moment. So the demo, a test and two processes with the same seed see the same day, however fast their
// clocks run.
//
//   09:00  two groups of four open with best-of-ones; winners' and decider matches are best-of-threes
//   17:00  two semifinals, best-of-three
//   20:00  the grand final, best-of-five
//
// A match starts when its opponents are known and rested, so a long morning delays the evening, as it does in
// life.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"

namespace cs2::sim {

struct WorldTeam {
  std::string name;
  std::string short_name;  // as a ticker prints it
  std::string acronym;
  std::string country;
  int strength = 0;                      // 0 to 100
  std::array<std::string, 5> players{};  // nicknames, of nobody
};

struct WorldTournament {
  std::string name;
  std::string league;  // the first half of the name, as PandaScore splits it
  std::string season;
  std::string tier;
  std::string region;
  std::string prize;
  bool lan = false;
};

struct WorldMatch {
  int number = 0;                           // from 1, in the order of the schedule
  int tournament = 0;                       // position in `tournaments`
  std::array<int, 2> teams{-1, -1};         // positions in `teams`; -1: undecided
  std::array<std::string, 2> placeholders;  // who it will be: "Winner of Group A opening match 1"
  MatchFacts facts;                         // in the order of `teams`
};

class World {
 public:
  // `day` is any moment of the day that is played; it begins at 09:00 UTC.
  World(Timestamp day, std::uint64_t seed);
  // One whose first match begins then, and all the others as much earlier or later.
  static World beginning_at(Timestamp begins_at, std::uint64_t seed) { return {Beginning{begins_at}, seed}; }

  const std::vector<WorldTeam>& teams() const { return teams_; }
  const std::vector<WorldTournament>& tournaments() const { return tournaments_; }

  // All matches as they are at that moment, in the order of the schedule.
  std::vector<WorldMatch> at(Timestamp now) const;

  Timestamp begins_at() const { return begins_at_; }  // of the first match
  Timestamp ends_at() const { return ends_at_; }      // of the grand final

 private:
  // Who plays: a team, or the winner or loser of an earlier match of the bracket.
  struct Entrant {
    enum class Kind { team, winner, loser } kind = Kind::team;
    int of = 0;
  };
  struct Round {
    Slot winner = 0;
    Timestamp ends_at;
  };
  struct PlayedMap {
    std::string name;
    std::optional<Slot> picked_by;
    Side first_side = Side::ct;  // of slot 0
    Timestamp starts_at;
    std::vector<Round> rounds;
    Score score;
    Slot winner = 0;
  };
  struct Fixture {
    int tournament = 0;
    std::string stage;
    int best_of = 3;
    Timestamp scheduled_at;
    std::array<Entrant, 2> entrants;
    // Decided when the world is made:
    std::optional<Timestamp> moved_to;
    std::array<int, 2> teams{-1, -1};
    Timestamp starts_at;
    Timestamp ends_at;
    std::vector<PlayedMap> maps;
    std::vector<VetoStep> veto;
    Score score;
    Slot winner = 0;
  };
  class Maker;
  struct Beginning {
    Timestamp at;
  };

  World(Beginning beginning, std::uint64_t seed);

  WorldMatch show(const Fixture& fixture, int number, Timestamp now) const;
  MapResult show(const PlayedMap& map, int number, Timestamp now) const;
  bool is_decided(const Entrant& entrant, Timestamp now) const;
  std::string describe(const Entrant& entrant) const;

  std::vector<WorldTeam> teams_;
  std::vector<WorldTournament> tournaments_;
  std::vector<Fixture> fixtures_;
  Timestamp begins_at_;
  Timestamp ends_at_;
};

}  // namespace cs2::sim
