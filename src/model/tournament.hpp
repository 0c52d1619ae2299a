#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/ids.hpp"

namespace cs2 {

// Best first, so that "tier A and above" is `tier <= Tier::a`.
enum class Tier { s, a, b, c, d, unranked };

std::string_view name(Tier tier);  // "s" … "d", "unranked"
std::optional<Tier> parse_tier(std::string_view name);

enum class Venue { lan, online, mixed };

std::string_view name(Venue venue);
std::optional<Venue> parse_venue(std::string_view name);

// What people call "the event", for example "IEM Cologne 2026". Its stages are names on the matches.
struct Tournament {
  TournamentId id;
  std::string name;
  std::optional<Tier> tier;
  std::optional<std::string> region;   // as the source names it
  std::optional<std::string> country;  // ISO 3166 alpha-2 of a LAN
  std::optional<std::string> city;     // of a LAN, with its venue where known
  std::optional<std::string> organizer;
  std::optional<Venue> venue;
  std::optional<std::string> prize;  // free text, with its currency
  std::optional<Timestamp> starts_at;
  std::optional<Timestamp> ends_at;
  std::optional<std::string> logo_url;

  bool operator==(const Tournament&) const = default;
};

// "Playoffs" of "Playoffs – Semifinal": the name of a match's stage without its round.
std::string_view main_stage(std::string_view stage);

// The end of its last day: sources that say only a day mean all of it.
std::optional<Timestamp> end_of(const Tournament& tournament);

// A team's place in a stage: a group, a Swiss stage or a league.
struct Standing {
  TeamId team;
  int position = 1;         // from 1; several teams may share one
  std::optional<int> wins;  // matches
  std::optional<int> draws;
  std::optional<int> losses;
  std::optional<int> map_wins;
  std::optional<int> map_losses;
  std::optional<int> points;
  std::optional<bool> advances;  // decided: true goes on, false is out

  bool operator==(const Standing&) const = default;
};

struct Standings {
  TournamentId tournament;
  std::string stage;           // as on its matches; may be empty
  std::vector<Standing> rows;  // best first

  bool operator==(const Standings&) const = default;
};

// What a team won in the end: 3 to 4 where the third place was not played out.
struct Placement {
  TournamentId tournament;
  TeamId team;
  int best = 1;
  int worst = 1;
  std::optional<std::string> prize;  // free text, with its currency

  bool operator==(const Placement&) const = default;
};

}  // namespace cs2
