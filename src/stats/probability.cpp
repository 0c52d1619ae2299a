#include "stats/probability.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace cs2::stats {
namespace {

constexpr double deviation_low = 0.9;   // from here on the probability is little more than a guess
constexpr double deviation_none = 1.1;  // beyond it is none
constexpr double likeliest = 0.97;
constexpr double day_effect = 0.8;  // standard deviation of a side's day, in logits of a map
constexpr int best_of_max = 9;      // no series is longer
constexpr int halvings = 60;        // of an interval: until a double cannot be halved further

// Where `rising` crosses `value`.
template <class Function>
double find_crossing(Function rising, double value, double low, double high) {
  for (int step = 0; step < halvings; ++step) {
    const auto middle = (low + high) / 2;
    (rising(middle) < value ? low : high) = middle;
  }
  return (low + high) / 2;
}

// The chance of winning one map of a best-of-three that is won with `series`.
double map_probability(double series) {
  return find_crossing([](double map) { return map * map * (3 - 2 * map); }, series, 0, 1);
}

// A series that one side wins with `lost` maps lost, each map being won with `map`.
double chance_of(double map, int wins, int lost) {
  double ways = 1;
  for (int step = 1; step <= lost; ++step) ways = ways * (wins - 1 + step) / step;
  return ways * std::pow(map, wins) * std::pow(1 - map, lost);
}

// Days of a side, good and bad, with how often they come: a normal distribution in steps.
struct Day {
  double effect;
  double weight;
};
const std::vector<Day>& days_of_a_side() {
  static const auto all = [] {
    constexpr int steps = 40;
    std::vector<Day> days;
    double sum = 0;
    for (int step = -steps; step <= steps; ++step) {
      const auto deviation = 4.0 * step / steps;
      days.push_back({.effect = day_effect * deviation, .weight = std::exp(-deviation * deviation / 2)});
      sum += days.back().weight;
    }
    for (auto& day : days) day.weight /= sum;
    return days;
  }();
  return all;
}

// Averaged over the days, of a side that has `logit` on an ordinary one.
double chance_over_days(double logit, int wins, int lost) {
  double chance = 0;
  for (const auto& [effect, weight] : days_of_a_side())
    chance += weight * chance_of(logistic(logit + effect), wins, lost);
  return chance;
}

}  // namespace

double logistic(double logit) {
  return 1 / (1 + std::exp(-logit));
}

double win_probability(const Estimate& difference) {
  return logistic(difference.mean / std::sqrt(1 + std::numbers::pi * difference.variance / 8));
}

Certainty certainty_of(const Estimate& difference) {
  const auto deviation = std::sqrt(difference.variance);
  if (deviation > deviation_none) return Certainty::none;
  return deviation >= deviation_low ? Certainty::low : Certainty::fair;
}

std::optional<double> match_probability(const Estimate& difference, std::optional<int> best_of) {
  if (certainty_of(difference) == Certainty::none) return std::nullopt;
  const auto match = win_probability(difference);
  return std::clamp(best_of == 1 ? map_probability(match) : match, 1 - likeliest, likeliest);
}

int percent_of(double probability) {
  return static_cast<int>(std::lround(100 * probability));
}

std::vector<ScoreChance> compute_scores(double win_probability, int best_of) {
  if (best_of < 1 || best_of > best_of_max || best_of % 2 == 0) return {};
  const auto wins = best_of / 2 + 1;
  const auto series = [&](double logit) {
    double chance = 0;
    for (int lost = 0; lost < wins; ++lost) chance += chance_over_days(logit, wins, lost);
    return chance;
  };
  const auto logit = find_crossing(series, win_probability, -20, 20);
  std::vector<ScoreChance> scores;
  for (int lost = 0; lost < wins; ++lost) {
    scores.push_back({.score = {wins, lost}, .probability = chance_over_days(logit, wins, lost)});
    // The days are as often good as bad, so the other side sees the same ones.
    scores.push_back({.score = {lost, wins}, .probability = chance_over_days(-logit, wins, lost)});
  }
  // Equal ones differ in their last digits; of those the first side's stand first.
  std::ranges::sort(scores, {}, [](const ScoreChance& chance) {
    return std::tuple{-std::llround(chance.probability * 1e9), -chance.score.first, chance.score.second};
  });
  return scores;
}

}  // namespace cs2::stats
