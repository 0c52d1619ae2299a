// Won and lost, and what may be said of how often.
#pragma once

#include <optional>
#include <span>

#include "stats/form.hpp"

namespace cs2::stats {

// Draws are shown, and are in no rate.
struct Record {
  int won = 0;
  int lost = 0;
  int drawn = 0;

  constexpr int decided() const { return won + lost; }
  void add(Outcome outcome);
  bool operator==(const Record&) const = default;
};

// From 0 to 1; nothing where nothing was decided.
std::optional<double> win_rate(const Record& record);

// Where the rate lies with a confidence of 95 % (Wilson's score interval).
struct Interval {
  double low = 0;
  double high = 1;
};
Interval wilson_interval(int won, int decided);

// For ordering: what little is known counts little beside the team's own rate.
double shrunk_rate(const Record& part, const Record& whole);

// So many of one kind in a row.
struct Streak {
  Outcome outcome = Outcome::won;
  int length = 0;

  bool operator==(const Streak&) const = default;
};
// With the latest first; nothing where there is no outcome.
std::optional<Streak> current_streak(std::span<const Outcome> latest_first);
int longest_win_streak(std::span<const Outcome> outcomes);

}  // namespace cs2::stats
