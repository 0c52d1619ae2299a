// From the difference of two sides to what is said of a match between them.
#pragma once

#include <optional>
#include <vector>

#include "model/match.hpp"
#include "stats/rating.hpp"

namespace cs2::stats {

double logistic(double logit);

// That the first side wins, averaged over all differences that are possible. p(A, B) + p(B, A) = 1.
double win_probability(const Estimate& difference);

// How much the probability can be relied on, by the standard deviation of the difference.
enum class Certainty { fair, low, none };
Certainty certainty_of(const Estimate& difference);

// A match as it is announced: of a best-of-one what one map says, else that of the match. Never nearer to
// certain than 97 %, and nothing where too little is known of the players.
std::optional<double> match_probability(const Estimate& difference, std::optional<int> best_of);

// "64 %" of 0.6404. Of two sides both make 100.
int percent_of(double probability);

// How likely each final score of a series is, the likeliest first. Maps of one series depend on each other: a
// side that is better on the day is better on all of them, so there are more clear wins than independent maps
// have.
struct ScoreChance {
  Score score;
  double probability = 0;

  bool operator==(const ScoreChance&) const = default;
};
std::vector<ScoreChance> compute_scores(double win_probability, int best_of);

}  // namespace cs2::stats
