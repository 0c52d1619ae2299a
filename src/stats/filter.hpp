// Which of the matches that were played a statistic counts.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/profile.hpp"

namespace cs2::stats {

// What may be chosen, in the order in which buttons number it: new ones come last.
inline constexpr std::array<int, 5> periods{90, 30, 180, 365, 0};  // days back from now; 0: all
inline constexpr std::array<int, 4> best_ofs{1, 2, 3, 5};
inline constexpr std::array<int, 4> opponent_tops{10, 20, 30, 50};
inline constexpr std::array<std::string_view, 12> maps{"Ancient",  "Anubis",  "Cache",  "Cobblestone",
                                                       "Dust II",  "Inferno", "Mirage", "Nuke",
                                                       "Overpass", "Train",   "Tuscan", "Vertigo"};
inline constexpr int core_of = 3;  // of the present five: they are the same team

struct Filter {
  int days = periods[0];  // what was read from the store is from there on
  std::optional<Venue> venue;
  std::optional<Tier> tier;  // this tier and above
  std::optional<int> best_of;
  std::optional<int> opponent_top;      // in Valve's world ranking of that day
  std::optional<std::string_view> map;  // one of the above
  bool core = false;                    // core_of or more of the present five played

  bool operator==(const Filter&) const = default;
};

// In their order. What is not known of a match does not pass: with a tier, an event without one is left out.
std::vector<const PlayedMatch*> select(std::span<const PlayedMatch> matches, const Filter& filter);

// The parts of a filter that can be given up.
enum class FilterPart { venue, tier, best_of, opponent_top, map, core };
struct Loosened {
  FilterPart part;
  int matches = 0;  // that are found without it
};
// What would find something where the whole filter finds nothing; the most first.
std::vector<Loosened> loosen(std::span<const PlayedMatch> matches, const Filter& filter);

}  // namespace cs2::stats
