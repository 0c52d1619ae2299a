// The objects that PandaScore's answers are made of, and answers as lists of them. For its parsers' own
// files.
//
// League › Serie › Tournament › Match › Game is theirs; ours is the event (league and serie together), its
// stage (their tournament) and the match.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/report.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/shared/json_fields.hpp"

namespace cs2::provider::pandascore {

namespace json = boost::json;

inline constexpr std::int64_t counter_strike = 3;  // their id of the game, whatever it is called

std::string lower(std::string text);

// "SE" or "se" → "SE"; everything else, the empty text that they send included, is no country.
std::optional<std::string> country_of(const std::optional<std::string>& text);

std::optional<std::string> web_address(const std::optional<std::string>& text);

// Nothing below 0 or above `most`.
std::optional<int> small(std::optional<std::int64_t> number, std::int64_t most);

// An object without id or name is a complaint and nothing.
std::optional<TeamReport> parse_team(const JsonFields& fields);
std::optional<PlayerReport> parse_player(const JsonFields& fields);

// Our event: the name of the league and that of the serie. A stage tells tier, region, country, venue and
// prize. Nothing without a serie's id or without any name.
std::optional<TournamentReport> parse_event(const std::optional<JsonFields>& league,
                                            const std::optional<JsonFields>& serie,
                                            const std::optional<JsonFields>& stage);

// Several stages of one event: the best tier counts, the rest is the same or is filled up.
void merge_event(TournamentReport& kept, const TournamentReport& other);

// The videogame of an object that is not Counter-Strike; nothing where it is, or is not named.
std::optional<std::string> other_game(const JsonFields& fields);

// Not JSON, an error in place of an answer: drift.
Result<json::value> parse_json(std::string_view text);
// Also drift: not a list; too_large: more rows than an answer has.
Result<json::array> parse_list(std::string_view text, std::string_view noun);

// A report that is put together of objects among which the same team, player or event comes many times.
class Findings {
 public:
  explicit Findings(Timestamp observed_at);

  // Of two of the same id the later counts.
  void add(TeamReport team);
  void add(PlayerReport player);
  void add(MatchReport match);
  void add(TournamentReport tournament);  // stages of one event are merged
  void add(RosterReport roster);
  void add(StandingsReport standings) { report_.standings.push_back(std::move(standings)); }
  void add(PlacementReport placement) { report_.placements.push_back(std::move(placement)); }
  void add(Report report);
  void add_gone(std::string match);
  void skip(std::string what, std::string reason, std::string rule = {});  // see Skipped

  // Matches in the order in which they came, everything else by its id.
  Report take();

 private:
  Report report_;
  std::map<std::string, TeamReport> teams_;
  std::map<std::string, PlayerReport> players_;
  std::map<std::string, TournamentReport> tournaments_;
  std::map<std::string, std::size_t> matches_;   // where they stand in the report
  std::map<std::string, RosterReport> rosters_;  // of teams as a whole
};

// What one row means. What it complains of makes the row skipped, with all that was found in it.
using ReadRow = std::function<void(const JsonFields& fields, std::int64_t id, Findings& found)>;

// A list of objects with ids. drift where not one of them can be read, unless they are of other games.
Result<PandascorePage> read_rows(const json::array& rows, Timestamp observed_at, std::string_view noun,
                                 const ReadRow& read);

}  // namespace cs2::provider::pandascore
