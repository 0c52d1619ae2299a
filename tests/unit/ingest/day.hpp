// A day of matches, decided beforehand, with every moment at which something of it changes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"
#include "support/facts.hpp"

namespace cs2::ingest {

struct DayMatch {
  int number = 0;
  int event = 0;
  int best_of = 3;
  Timestamp scheduled_at;
  Timestamp starts_at;
  std::vector<Timestamp> map_ends;  // the match ends with the last
  std::vector<Slot> map_winners;

  // 0 before the start, 1 from it on, and one more with every map; the last step is the end.
  int step(Timestamp now) const {
    if (now < starts_at) return 0;
    return 1 + static_cast<int>(std::ranges::upper_bound(map_ends, now) - map_ends.begin());
  }
  int last_step() const { return 1 + static_cast<int>(map_ends.size()); }
  bool is_over(int step) const { return step == last_step(); }
  Timestamp moment(int step) const {
    return step == 1 ? starts_at : map_ends.at(static_cast<std::size_t>(step) - 2);
  }
  Score score(int step) const {
    Score score;
    for (int map = 0; map + 1 < step; ++map)
      ++(map_winners.at(static_cast<std::size_t>(map)) == 0 ? score.first : score.second);
    return score;
  }
  Slot winner() const {
    const auto final = score(last_step());
    return final.first > final.second ? 0 : 1;
  }
};

struct Day {
  Timestamp begins_at;
  std::vector<DayMatch> matches;
};

inline constexpr Timestamp invented_day = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};

// Every team plays once, so a team tells its match: 2n and 2n+1 play match n.
inline std::string team_name(int team) {
  static constexpr std::array colours{"Amber",  "Basalt", "Cedar",  "Delta",   "Ember", "Fjord",   "Garnet",
                                      "Harbor", "Indigo", "Jade",   "Krypton", "Larch", "Mistral", "Nimbus",
                                      "Onyx",   "Pine",   "Quartz", "Russet",  "Sable", "Tundra"};
  static constexpr std::array animals{"Wolves", "Owls",   "Foxes", "Herons", "Lynxes", "Otters", "Ravens",
                                      "Stags",  "Vipers", "Bears", "Hawks",  "Moles",  "Crows",  "Geese",
                                      "Hares",  "Newts",  "Toads", "Yaks",   "Elks",   "Seals"};
  const auto number = static_cast<std::size_t>(team);
  return std::string{colours.at(number % colours.size())} + " " +
         animals.at(number / colours.size() % animals.size());
}
inline constexpr int teams_max = 400;

inline std::string page_of_team(int team) {
  auto page = team_name(team);
  std::ranges::replace(page, ' ', '_');
  return page;
}

// Plays the matches that are scheduled at these times. The generator's algorithm is fixed by the standard.
inline Day play(Timestamp begins_at, std::vector<Timestamp> times, int events, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  const auto below = [&](std::uint64_t bound) { return static_cast<int>(random() % bound); };
  std::ranges::sort(times);
  Day day{.begins_at = begins_at, .matches = {}};
  for (const auto at : times) {
    const int number = static_cast<int>(day.matches.size());
    if (2 * number + 1 >= teams_max) break;
    DayMatch match{.number = number,
                   .event = number % events,
                   .best_of = below(4) == 0 ? 1 : 3,
                   .scheduled_at = at,
                   .starts_at = at + seconds{below(600)},
                   .map_ends = {},
                   .map_winners = {}};
    auto end = match.starts_at;
    for (Score score; std::max(score.first, score.second) <= match.best_of / 2;) {
      end += seconds{1800 + below(1800)};
      match.map_ends.push_back(end);
      match.map_winners.push_back(below(2));
      ++(match.map_winners.back() == 0 ? score.first : score.second);
    }
    day.matches.push_back(std::move(match));
  }
  return day;
}

// Some twenty run at once in the evening.
inline Day invented_busy_day() {
  std::vector<Timestamp> times;
  for (int hour = 7; hour < 22; ++hour) {
    const int matches = hour < 12 ? 2 : hour < 16 ? 5 : 9;
    for (int i = 0; i < matches; ++i)
      times.push_back(invented_day + hours{hour} + minutes{i % 3 == 0 ? 0 : 30});
  }
  return play(invented_day, std::move(times), 12, 2026);
}

// As many matches as were played on the busiest day of an archive, spread over the hours as those of larger
// events were on theirs. What is too many begins with the latest, as evenings are full.
inline Day busiest_day(const std::vector<test::ValveMatch>& played, std::vector<Timestamp> began) {
  std::map<std::string, std::size_t> counts;
  for (const auto& match : played) ++counts[match.date];
  const auto most = std::ranges::max_element(counts, {}, [](const auto& day) { return day.second; });
  std::ranges::sort(began, std::greater{});
  std::vector<Timestamp> times;
  for (std::size_t i = 0; i < most->second; ++i) {
    const auto at = began.at(i % began.size());
    times.push_back(invented_day + (at - std::chrono::floor<days>(at)));
  }
  return play(invented_day, std::move(times), 25, 2025);
}

}  // namespace cs2::ingest
