#include "stats/record.hpp"

#include <algorithm>
#include <cmath>

namespace cs2::stats {
namespace {

constexpr double z = 1.959964;       // of 95 %
constexpr double own_matches = 20;   // a part is trusted half with so many
constexpr double even_matches = 10;  // and a whole team likewise

}  // namespace

void Record::add(Outcome outcome) {
  switch (outcome) {
    case Outcome::won:
      ++won;
      break;
    case Outcome::drawn:
      ++drawn;
      break;
    case Outcome::lost:
      ++lost;
      break;
  }
}

std::optional<double> win_rate(const Record& record) {
  if (record.decided() == 0) return std::nullopt;
  return static_cast<double>(record.won) / record.decided();
}

Interval wilson_interval(int won, int decided) {
  if (decided <= 0) return {};
  const double count = decided;
  const auto rate = won / count;
  const auto whole = 1 + z * z / count;
  const auto middle = (rate + z * z / (2 * count)) / whole;
  const auto half = z * std::sqrt(rate * (1 - rate) / count + z * z / (4 * count * count)) / whole;
  return {.low = std::max(0.0, middle - half), .high = std::min(1.0, middle + half)};
}

double shrunk_rate(const Record& part, const Record& whole) {
  const auto usual = (whole.won + even_matches / 2) / (whole.decided() + even_matches);
  return (part.won + own_matches * usual) / (part.decided() + own_matches);
}

std::optional<Streak> current_streak(std::span<const Outcome> latest_first) {
  if (latest_first.empty()) return std::nullopt;
  const auto end =
      std::ranges::find_if(latest_first, [&](Outcome outcome) { return outcome != latest_first.front(); });
  return Streak{.outcome = latest_first.front(), .length = static_cast<int>(end - latest_first.begin())};
}

int longest_win_streak(std::span<const Outcome> outcomes) {
  int longest = 0;
  int length = 0;
  for (const auto outcome : outcomes) {
    length = outcome == Outcome::won ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  return longest;
}

}  // namespace cs2::stats
