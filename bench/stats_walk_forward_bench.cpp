// How good the rating's probabilities are, beside Elo, Glicko-2 and TrueSkill: each match of a file is
// predicted from those of the days before it. The file is the operator's own (scripts/bench statistics FILE),
// with a header and in each row date, team, team, winner (1 or 2), line-up, line-up, where a line-up is
// "nickname, nickname, …" or empty.
//
// Matches count from the second year of the file on, where both line-ups are known.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>
#include <numbers>
#include <unordered_map>

#include "stats/probability.hpp"
#include "stats/rating.hpp"
#include "support/rated_history.hpp"

namespace cs2::stats {
namespace {

using Day = std::span<const RatedMatch>;

// ---- how good predictions are

class Quality {
 public:
  void add(double first, bool first_won) {
    const auto winner = first_won ? first : 1 - first;
    log_loss_ -= std::log(std::max(winner, 1e-12));
    brier_ += (1 - winner) * (1 - winner);
    hits_ += winner > 0.5 ? 1 : 0;
    auto& bin = bins_[static_cast<std::size_t>(std::min(9.0, std::floor(first * 10)))];
    bin.predicted += first;
    bin.seen += first_won ? 1 : 0;
    ++count_;
  }

  void print(const char* model, double milliseconds) const {
    double calibration = 0;
    for (const auto& bin : bins_) calibration += std::abs(bin.predicted - bin.seen);
    fmt::print("{:<22} {:>6} {:>9.4f} {:>7.4f} {:>9.4f} {:>12.4f} {:>6.0f}\n", model, count_,
               log_loss_ / count_, brier_ / count_, static_cast<double>(hits_) / count_, calibration / count_,
               milliseconds);
  }

 private:
  struct Bin {
    double predicted = 0;
    double seen = 0;
  };
  double log_loss_ = 0;
  double brier_ = 0;
  int hits_ = 0;
  int count_ = 0;
  std::array<Bin, 10> bins_;
};

// ---- the models

struct Ours {
  Ratings ratings;
  double predict(const RatedMatch& match) const {
    return win_probability(ratings.difference(match.sides, match.at));
  }
  void learn(Day day) {
    for (const auto& match : day) ratings.learn(match);
  }
};

struct Elo {
  static constexpr double step = 32;
  std::unordered_map<TeamId, double> ratings;
  double of(const Side& side) const {
    const auto found = ratings.find(side.team);
    return found == ratings.end() ? 1500 : found->second;
  }
  double predict(const RatedMatch& match) const {
    return 1 / (1 + std::pow(10, (of(match.sides[1]) - of(match.sides[0])) / 400));
  }
  void learn(Day day) {
    for (const auto& match : day) {
      const auto moved = step * ((match.winner == 0 ? 1 : 0) - predict(match));
      ratings[match.sides[0].team] = of(match.sides[0]) + moved;
      ratings[match.sides[1].team] = of(match.sides[1]) - moved;
    }
  }
};

// Glickman (2022), with a rating period of a day.
struct Glicko2 {
  static constexpr double tau = 0.5;
  struct Rating {
    double mean = 0;
    double deviation = 350 / 173.7178;
    double volatility = 0.06;
    Timestamp at;
  };
  std::unordered_map<TeamId, Rating> ratings;

  static double weight_of(double deviation) {
    return 1 / std::sqrt(1 + 3 * deviation * deviation / std::numbers::pi / std::numbers::pi);
  }
  Rating of(const Side& side, Timestamp at) const {
    const auto found = ratings.find(side.team);
    if (found == ratings.end()) return {.at = at};
    auto rating = found->second;
    const auto days_since = std::chrono::duration<double, days::period>(at - rating.at).count();
    rating.deviation =
        std::min(350 / 173.7178, std::hypot(rating.deviation, rating.volatility * std::sqrt(days_since)));
    rating.at = at;
    return rating;
  }
  double predict(const RatedMatch& match) const {
    const auto first = of(match.sides[0], match.at);
    const auto second = of(match.sides[1], match.at);
    return logistic(weight_of(std::hypot(first.deviation, second.deviation)) * (first.mean - second.mean));
  }
  static double volatility_of(const Rating& rating, double variance, double delta) {
    const auto start = std::log(rating.volatility * rating.volatility);
    const auto square = rating.deviation * rating.deviation;
    const auto slope = [&](double x) {
      const auto e = std::exp(x);
      const auto sum = square + variance + e;
      return e * (delta * delta - sum) / (2 * sum * sum) - (x - start) / (tau * tau);
    };
    double high = start;
    double low = start - tau;
    if (delta * delta > square + variance) {
      low = start;
      high = std::log(delta * delta - square - variance);
      if (high < low) std::swap(high, low);
    } else {
      for (int step = 0; step < 100 && slope(low) < 0; ++step) low -= tau;
    }
    for (int step = 0; step < 60; ++step) {
      const auto middle = (low + high) / 2;
      (slope(middle) > 0 ? low : high) = middle;
    }
    return std::exp(low / 2);
  }
  void learn(Day day) {
    struct Sums {
      double information = 0;
      double surprise = 0;
    };
    std::unordered_map<TeamId, Sums> sums;
    for (const auto& match : day) {
      for (std::size_t slot = 0; slot < 2; ++slot) {
        const auto own = of(match.sides[slot], match.at);
        const auto other = of(match.sides[1 - slot], match.at);
        const auto weight = weight_of(other.deviation);
        const auto chance = logistic(weight * (own.mean - other.mean));
        auto& sum = sums[match.sides[slot].team];
        sum.information += weight * weight * chance * (1 - chance);
        sum.surprise += weight * ((match.winner == static_cast<Slot>(slot) ? 1 : 0) - chance);
      }
    }
    for (const auto& [team, sum] : sums) {
      auto rating = of({.team = team, .line_up = {}}, day.front().at);
      const auto variance = 1 / sum.information;
      rating.volatility = volatility_of(rating, variance, variance * sum.surprise);
      rating.deviation = 1 / std::sqrt(1 / (rating.deviation * rating.deviation) + sum.information);
      rating.mean += rating.deviation * rating.deviation * sum.surprise;
      ratings[team] = rating;
    }
  }
};

// Herbrich, Minka and Graepel (2006) with its usual parameters, each nickname a player; no draws.
struct TrueSkill {
  static constexpr double deviation = 25.0 / 3;
  static constexpr double beta = 25.0 / 6;
  static constexpr double tau = 25.0 / 300;
  struct Skill {
    double mean = 25;
    double variance = deviation * deviation;
  };
  std::unordered_map<std::int64_t, Skill> skills;
  std::unordered_map<TeamId, std::vector<PlayerId>> last;

  static double below(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }
  std::vector<std::int64_t> members_of(const Side& side) const {
    const auto known = last.find(side.team);
    const auto& line_up = side.line_up.empty() && known != last.end() ? known->second : side.line_up;
    std::vector<std::int64_t> members;
    for (const auto player : line_up) members.push_back(player.value);
    for (int seat = 0; line_up.empty() && seat < 5; ++seat) members.push_back(-5 * side.team.value - seat);
    return members;
  }
  Skill of(std::int64_t member) const {
    const auto found = skills.find(member);
    return found == skills.end() ? Skill{} : found->second;
  }
  struct Sum {
    double mean = 0;
    double variance = 0;
  };
  Sum difference(const RatedMatch& match) const {
    Sum sum;
    for (std::size_t slot = 0; slot < 2; ++slot) {
      for (const auto member : members_of(match.sides[slot])) {
        const auto skill = of(member);
        sum.mean += slot == 0 ? skill.mean : -skill.mean;
        sum.variance += skill.variance + tau * tau + beta * beta;
      }
    }
    return sum;
  }
  double predict(const RatedMatch& match) const {
    const auto sum = difference(match);
    return below(sum.mean / std::sqrt(sum.variance));
  }
  void learn(Day day) {
    for (const auto& match : day) {
      const auto sum = difference(match);
      const auto spread = std::sqrt(sum.variance);
      const auto t = (match.winner == 0 ? sum.mean : -sum.mean) / spread;
      const auto v = std::exp(-t * t / 2) / std::sqrt(2 * std::numbers::pi) / std::max(below(t), 1e-12);
      const auto w = v * (v + t);
      for (std::size_t slot = 0; slot < 2; ++slot) {
        for (const auto member : members_of(match.sides[slot])) {
          auto skill = of(member);
          skill.variance += tau * tau;
          const auto sign = match.winner == static_cast<Slot>(slot) ? 1 : -1;
          skill.mean += sign * skill.variance / spread * v;
          skill.variance *= 1 - skill.variance / sum.variance * w;
          skills[member] = skill;
        }
        if (!match.sides[slot].line_up.empty()) last[match.sides[slot].team] = match.sides[slot].line_up;
      }
    }
  }
};

template <class Model>
void measure(const char* name, const std::vector<RatedMatch>& matches) {
  const auto counted_from = std::chrono::sys_days{
      (std::chrono::year_month_day{std::chrono::floor<days>(matches.front().at)}.year() +
       std::chrono::years{1}) /
      1 / 1};
  Model model;
  Quality quality;
  const auto begun = std::chrono::steady_clock::now();
  test::walk_forward(
      matches,
      [&](const RatedMatch& match) {
        if (match.at < counted_from || match.sides[0].line_up.empty() || match.sides[1].line_up.empty())
          return;
        quality.add(model.predict(match), match.winner == 0);
      },
      [&](Day day) { model.learn(day); });
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begun;
  quality.print(name, taken.count());
}

int run(std::span<char*> words) {
  if (words.size() != 2) {
    fmt::print("usage: bench_stats_walk_forward FILE.csv\n");
    return 2;
  }
  std::ifstream file{words[1]};
  const auto history = test::read_rated_history(file);
  if (history.matches.empty()) {
    fmt::print("no matches in {}\n", words[1]);
    return 1;
  }
  fmt::print("{:<22} {:>6} {:>9} {:>7} {:>9} {:>12} {:>6}\n", "model", "n", "log loss", "Brier", "accuracy",
             "calibration", "ms");
  measure<Ours>("rating of players", history.matches);
  measure<Elo>("Elo, teams", history.matches);
  measure<Glicko2>("Glicko-2, teams", history.matches);
  measure<TrueSkill>("TrueSkill, players", history.matches);
  return 0;
}

}  // namespace
}  // namespace cs2::stats

int main(int count, char** words) {
  return cs2::stats::run({words, static_cast<std::size_t>(count)});
}
