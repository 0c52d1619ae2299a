// PandaScore's answers: bytes → Report.
//
// Opponents, scores and winners are tied by team id, never by position. An element that cannot be understood
// is left out with its reason, the others stay. Every function: drift where the answer is not of the shape
// that is asked for, or not one of its elements can be read.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"

namespace cs2::provider {

// External ids of the players of each team, by the team's.
using PandascoreLineUps = std::map<std::string, std::vector<std::string>>;

// One of their tournaments, a stage of our event: what the answers about it alone do not say again.
struct PandascoreStage {
  std::string id;    // theirs
  std::string name;  // "Playoffs"
  TournamentReport event;
  bool has_bracket = false;
  bool decides = false;  // who wins it wins the event
  std::optional<Timestamp> starts_at;
  std::optional<Timestamp> ends_at;
  PandascoreLineUps line_ups;  // where a roster is expected
};

struct PandascorePage {
  Report report;
  std::size_t rows = 0;                  // of the answer, also those that were skipped
  std::optional<Timestamp> modified_at;  // of the row that was changed longest ago
  std::optional<Timestamp> newest_at;    // and of the one that was changed last
  std::vector<PandascoreStage> stages;   // of lists of tournaments
  PandascoreLineUps line_ups;            // of rosters and opponents
};

// /csgo/matches…
Result<PandascorePage> parse_pandascore_matches(std::string_view json, Timestamp observed_at);

// /incidents: what was added, changed or deleted, of every type but leagues.
Result<PandascorePage> parse_pandascore_incidents(std::string_view json, Timestamp observed_at);

// /csgo/tournaments…: events, their teams and stages; line-ups where a roster is expected.
Result<PandascorePage> parse_pandascore_tournaments(std::string_view json, Timestamp observed_at);
// /csgo/series…
Result<PandascorePage> parse_pandascore_series(std::string_view json, Timestamp observed_at);
// /csgo/leagues…: the events that are their series.
Result<PandascorePage> parse_pandascore_leagues(std::string_view json, Timestamp observed_at);

// /tournaments/{id}/brackets: matches. An undecided side is called after the match that decides it.
Result<PandascorePage> parse_pandascore_brackets(std::string_view json, Timestamp observed_at,
                                                 const PandascoreStage& stage);
// /tournaments/{id}/standings, of groups and of brackets.
Result<PandascorePage> parse_pandascore_standings(std::string_view json, Timestamp observed_at,
                                                  const PandascoreStage& stage);
// /tournaments/{id}/rosters: teams, players and line-ups.
Result<PandascorePage> parse_pandascore_rosters(std::string_view json, Timestamp observed_at);
// /matches/{id}/opponents: the same of one match.
Result<PandascorePage> parse_pandascore_opponents(std::string_view json, Timestamp observed_at);

// /csgo/teams…: with the players of their present contracts.
Result<PandascorePage> parse_pandascore_teams(std::string_view json, Timestamp observed_at);
// /csgo/players…
Result<PandascorePage> parse_pandascore_players(std::string_view json, Timestamp observed_at);

// /csgo/matches/{id}/games, of paid plans: `match` with the names, rounds and halves of its maps, and its
// players' stats.
Result<PandascorePage> parse_pandascore_games(std::string_view json, Timestamp observed_at,
                                              MatchReport match);

// Gives those of the matches' opponents a line-up that have none.
void add_line_ups(std::span<MatchReport> matches, const PandascoreLineUps& line_ups);

}  // namespace cs2::provider
