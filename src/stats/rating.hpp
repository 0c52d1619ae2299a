// How strong players are, learned from who won.
//
// Each player has a skill in logits: a mean, and a variance that says how little is known. A side is the mean
// of its players, and the difference X of two sides, with variance S, is won with 1 / (1 + e^-X), averaged
// over what is not known. A result moves everybody by how surprising it is and by how uncertain he is, and
// the time between matches makes all of them more uncertain again. docs/statistics.md has the formulas.
//
// A player who was never seen begins lower the longer history has been recorded: whoever is good was seen
// early.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"

namespace cs2::stats {

// Of formulas and parameters; a prediction says by which it was made.
inline constexpr int rating_version = 1;

struct Side {
  TeamId team;
  std::vector<PlayerId> line_up;  // empty where nobody says
};

struct RatedMatch {
  MatchId id;
  Timestamp at;
  std::array<Side, 2> sides;
  Slot winner = 0;
};

// A normal distribution, in logits.
struct Estimate {
  double mean = 0;
  double variance = 0;

  bool operator==(const Estimate&) const = default;
};

class Ratings {
 public:
  // What is learned is not earlier than what was learned before: whoever learns about the past replays all of
  // it.
  void learn(const RatedMatch& match);

  // As the matches that were learned tell it. Who is not known in a line-up is taken from the team's last
  // one.
  Estimate strength_of(const Side& side, Timestamp at) const;
  // Of the first side over the second.
  Estimate difference(const std::array<Side, 2>& sides, Timestamp at) const;

 private:
  // A player, or without line-up one of five strangers who stand for a team.
  using Key = std::int64_t;
  struct Skill {
    double mean = 0;
    double variance = 0;
    Timestamp at;
  };

  std::vector<Key> members_of(const Side& side) const;
  Skill skill_at(Key member, Timestamp at) const;
  Estimate mean_of(const std::vector<Key>& members, Timestamp at) const;

  std::unordered_map<Key, Skill> skills_;
  std::unordered_map<TeamId, std::vector<PlayerId>> last_line_ups_;
  Timestamp began_ = Timestamp::max();  // of the history
};

// How a match moved the means of its sides.
struct RatingChange {
  std::array<double, 2> before{};
  std::array<double, 2> after{};

  bool operator==(const RatingChange&) const = default;
};

// On the scale that players of chess and games know: 1,500 is average, 400 more wins ten of eleven.
int shown_rating(double mean);
int shown_deviation(double variance);

// The earliest first; in one moment by id, so that the order of the input does not matter.
void sort_by_time(std::vector<RatedMatch>& matches);
Ratings replay(std::vector<RatedMatch> matches);

}  // namespace cs2::stats
