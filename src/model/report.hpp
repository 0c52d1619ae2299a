// What one source says at one moment, in its own ids: the product of every parser.
//
// Nothing here is trusted yet: ingest validates it, finds out which of our teams, players and matches are
// meant, and turns it into a Batch. Whatever refers to a team, player or tournament names its external id,
// and the report brings that thing along, be it with its name alone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/entity.hpp"
#include "model/match.hpp"
#include "model/player.hpp"
#include "model/provider_name.hpp"
#include "model/ranking.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

struct TeamReport {
  std::string external_id;           // unique per provider and kind
  Team team;                         // id unset
  std::vector<std::string> aliases;  // further names the source uses
  std::string url;                   // for people; may be empty
  std::vector<CrossReference> cross_references;
};

struct PlayerReport {
  std::string external_id;
  Player player;  // id unset
  std::vector<std::string> aliases;
  std::string url;
  std::vector<CrossReference> cross_references;
};

struct TournamentReport {
  std::string external_id;
  Tournament tournament;  // id unset
  std::string url;
  std::vector<CrossReference> cross_references;
  std::optional<std::string> winner;  // external id of the champion
};

struct OpponentReport {
  std::optional<std::string> team;  // external id of a team of this report; absent while undecided
  std::string name;
  std::vector<std::string> line_up;  // external ids of the players who play it; empty when unknown
};

// PlayerMapStats::player is unset; `player` is an external id of this report.
struct PlayerMapStatsReport {
  std::string player;
  PlayerMapStats stats;
};

struct MatchReport : MatchFacts {
  std::string external_id;
  // The source has no ids of its own and the parser made this one of the names in play. So a rematch bears
  // the same; after `~` stands what tells it from another of the same report.
  bool id_is_derived = false;
  std::optional<std::string> tournament;  // external id of a tournament of this report
  std::array<OpponentReport, 2> opponents;
  std::vector<PlayerMapStatsReport> player_stats;
  std::optional<Timestamp> modified_at;  // as the source says
  std::string url;
  std::vector<CrossReference> cross_references;
};

// Who is or was in a team. Also single moves: one who joined has `since`, one who left `until`.
struct RosterReport {
  struct Stay {
    std::string player;  // external id
    RosterRole role = RosterRole::player;
    std::optional<Timestamp> since;
    std::optional<Timestamp> until;
  };
  std::string team;  // external id
  std::vector<Stay> stays;
  bool is_complete = false;  // the present roster as a whole: whoever is not in it has left
  std::string url;
};

struct RankingReport {
  struct Place {
    std::string team;  // external id
    int position = 1;
    std::optional<int> points;
    std::vector<std::string> line_up;  // nicknames
  };
  RankingSystem system = RankingSystem::valve_world;
  Timestamp published;
  std::vector<Place> places;  // best first
  std::string url;
};

struct StandingsReport {
  struct Row {
    std::string team;   // external id
    Standing standing;  // team unset
  };
  std::string tournament;  // external id
  std::string stage;
  std::vector<Row> rows;  // best first
};

struct PlacementReport {
  std::string tournament;  // external id
  std::string team;        // external id
  int best = 1;
  int worst = 1;
  std::optional<std::string> prize;
};

// An element that was left out, or a part of one, and why: nothing is dropped silently.
struct Skipped {
  std::string what;    // "match 1200600"
  std::string reason;  // "no opponents"
  // What the source broke, "shape" or "status": then somebody should look, and it becomes an issue. Empty: it
  // was left out on purpose, such as a match of another game.
  std::string rule = {};
};

struct Report {
  ProviderName provider = ProviderName::sample;
  Timestamp observed_at;  // when the answer arrived, or the moment the source says it was rendered
  std::vector<TeamReport> teams;
  std::vector<PlayerReport> players;
  std::vector<TournamentReport> tournaments;
  std::vector<MatchReport> matches;
  std::vector<RosterReport> rosters;
  std::vector<RankingReport> rankings;
  std::vector<StandingsReport> standings;
  std::vector<PlacementReport> placements;
  std::vector<std::string> gone;  // external ids of matches that the source deleted
  std::vector<Skipped> skipped;
  bool is_history = false;  // an archive that somebody loads: it makes no changes, for nothing of it is news
};

}  // namespace cs2
