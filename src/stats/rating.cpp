#include "stats/rating.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

#include "stats/probability.hpp"

namespace cs2::stats {
namespace {

// Found with the matches of July to December 2024; bench/stats_walk_forward_bench.cpp says how well they do
// after.
constexpr double variance_max = 1.8 * 1.8;  // of somebody who was never seen
constexpr double entry_below = 2.0;
constexpr double entry_ramp_days = 60;
constexpr double drift_per_day = 0.007 * 0.007;

constexpr double shown_average = 1500;
constexpr double shown_per_logit = 400 / std::numbers::ln10;

constexpr int strangers = 5;
constexpr int newton_steps = 6;  // the seventh changes nothing that a double shows

double days_between(Timestamp from, Timestamp to) {
  return std::max(0.0, std::chrono::duration<double, days::period>(to - from).count());
}

// The most likely difference once it is known who won.
double posterior_mode(const Estimate& before, bool first_won) {
  double mode = before.mean;
  for (int step = 0; step < newton_steps; ++step) {
    const auto chance = logistic(mode);
    const auto slope = (first_won ? 1.0 : 0.0) - chance - (mode - before.mean) / before.variance;
    mode += slope / (chance * (1 - chance) + 1 / before.variance);
  }
  return mode;
}

}  // namespace

void Ratings::learn(const RatedMatch& match) {
  began_ = std::min(began_, match.at);
  const std::array members{members_of(match.sides[0]), members_of(match.sides[1])};
  for (const auto& side : match.sides) {
    if (side.team && !side.line_up.empty()) last_line_ups_[side.team] = side.line_up;
  }
  // All of them learn from what was known before the match, also a nickname that stands on both sides.
  std::array<std::vector<Skill>, 2> before;
  Estimate difference;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto weight = (slot == 0 ? 1.0 : -1.0) / static_cast<double>(members[slot].size());
    for (const auto member : members[slot]) {
      const auto& skill = before[slot].emplace_back(skill_at(member, match.at));
      difference.mean += weight * skill.mean;
      difference.variance += weight * weight * skill.variance;
    }
  }
  const auto mode = posterior_mode(difference, match.winner == 0);
  const auto surprise = (mode - difference.mean) / difference.variance;
  const auto spread = 1 / (logistic(mode) * (1 - logistic(mode))) + difference.variance;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto weight = (slot == 0 ? 1.0 : -1.0) / static_cast<double>(members[slot].size());
    for (std::size_t place = 0; place < members[slot].size(); ++place) {
      auto skill = before[slot][place];
      const auto share = skill.variance * weight;
      skill.mean += share * surprise;
      skill.variance -= share * share / spread;
      skills_[members[slot][place]] = skill;
    }
  }
}

Estimate Ratings::strength_of(const Side& side, Timestamp at) const {
  return mean_of(members_of(side), at);
}

Estimate Ratings::difference(const std::array<Side, 2>& sides, Timestamp at) const {
  const auto first = strength_of(sides[0], at);
  const auto second = strength_of(sides[1], at);
  return {.mean = first.mean - second.mean, .variance = first.variance + second.variance};
}

std::vector<Ratings::Key> Ratings::members_of(const Side& side) const {
  const auto last = last_line_ups_.find(side.team);
  const auto& line_up = side.line_up.empty() && last != last_line_ups_.end() ? last->second : side.line_up;
  std::vector<Key> members;
  members.reserve(std::max<std::size_t>(line_up.size(), strangers));
  for (const auto player : line_up) members.push_back(player.value);
  for (int seat = 0; line_up.empty() && seat < strangers; ++seat)
    members.push_back(-(side.team.value * strangers + seat) - 1);  // ids of players are positive
  return members;
}

Ratings::Skill Ratings::skill_at(Key member, Timestamp at) const {
  const auto known = skills_.find(member);
  if (known == skills_.end()) {
    const auto recorded = began_ == Timestamp::max() ? 0 : days_between(began_, at);
    return {
        .mean = -entry_below * -std::expm1(-recorded / entry_ramp_days), .variance = variance_max, .at = at};
  }
  auto skill = known->second;
  skill.variance = std::min(variance_max, skill.variance + drift_per_day * days_between(skill.at, at));
  skill.at = at;
  return skill;
}

Estimate Ratings::mean_of(const std::vector<Key>& members, Timestamp at) const {
  const auto weight = 1 / static_cast<double>(members.size());
  Estimate mean;
  for (const auto member : members) {
    const auto skill = skill_at(member, at);
    mean.mean += weight * skill.mean;
    mean.variance += weight * weight * skill.variance;
  }
  return mean;
}

int shown_rating(double mean) {
  return static_cast<int>(std::lround(shown_average + shown_per_logit * mean));
}

int shown_deviation(double variance) {
  return static_cast<int>(std::lround(shown_per_logit * std::sqrt(variance)));
}

void sort_by_time(std::vector<RatedMatch>& matches) {
  std::ranges::sort(matches, {}, [](const RatedMatch& match) { return std::tuple{match.at, match.id}; });
}

Ratings replay(std::vector<RatedMatch> matches) {
  sort_by_time(matches);
  Ratings ratings;
  for (const auto& match : matches) ratings.learn(match);
  return ratings;
}

}  // namespace cs2::stats
