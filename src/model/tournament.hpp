#pragma once

#include <optional>
#include <string>
#include <string_view>

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
  std::optional<Venue> venue;
  std::optional<std::string> prize;  // free text, with its currency
  std::optional<Timestamp> starts_at;
  std::optional<Timestamp> ends_at;
  std::optional<std::string> logo_url;

  bool operator==(const Tournament&) const = default;
};

}  // namespace cs2
