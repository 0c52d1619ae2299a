// A team, a player or an event with everything that a message about it needs, as MatchDetails is for a match.
//
// Lists are bounded by base/limits/answers.hpp; what is unknown is empty.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/match_details.hpp"
#include "model/ranking_page.hpp"
#include "model/roster.hpp"
#include "model/source_page.hpp"
#include "model/standings.hpp"

namespace cs2 {

// The matches around now.
struct MatchesAround {
  std::vector<MatchDetails> live;
  std::vector<MatchDetails> next;  // the soonest first
  std::vector<MatchDetails> last;  // the latest first

  bool operator==(const MatchesAround&) const = default;
};

// How often a team won and lost a map of the pool.
struct MapRecord {
  std::string map;
  int won = 0;
  int lost = 0;

  bool operator==(const MapRecord&) const = default;
};

// Who played last, or was named in a ranking: for teams of which no source keeps a roster.
struct LastLineUp {
  std::vector<Player> players;           // without an id where a ranking names somebody who is not known
  Timestamp at;                          // of the match, or the date of the ranking
  std::optional<RankingSystem> ranking;  // absent: of a match
  MatchSource source;                    // of the ranking; a match names its own

  bool operator==(const LastLineUp&) const = default;
};

// The team of a player of whom no source says a stay.
struct LastTeam {
  Team team;
  Timestamp at;
  std::optional<RankingSystem> ranking;  // absent: of a match
  MatchSource source;

  bool operator==(const LastTeam&) const = default;
};

struct TeamProfile {
  Team team;
  bool is_retired = false;            // kept for whoever holds its id, and listed nowhere
  std::vector<std::string> aliases;   // other names than the one that is shown
  std::vector<RosterMember> roster;   // now: who plays first
  std::optional<LastLineUp> line_up;  // where the roster is not known
  bool has_former_members = false;
  std::vector<RankingPlace> rankings;  // in the newest of each system that ranks it
  MatchesAround matches;
  std::vector<Tournament> events;  // under way
  std::vector<MapRecord> maps;     // of the last limits::map_pool_days, the most played first
  std::vector<SourcePage> pages;

  bool operator==(const TeamProfile&) const = default;
};

// What a team or a player finished, with what statistics ask of it.
struct PlayedMatch {
  MatchDetails details;
  Slot side = 0;                         // on which it was played
  std::optional<int> opponent_position;  // in Valve's world ranking of that day
  int core = 0;                          // how many of those who play for the team now played it
  std::vector<PlayerMapStats> figures;   // of the player whose matches they are

  bool operator==(const PlayedMatch&) const = default;
};

struct TeamHistory {
  Team team;
  std::vector<PlayedMatch> matches;  // the latest first

  bool operator==(const TeamHistory&) const = default;
};

struct PlayerHistory {
  Player player;
  std::vector<PlayedMatch> matches;  // the latest first

  bool operator==(const PlayerHistory&) const = default;
};

// Sums over maps; each with the number of maps of which a source says it.
struct PlayerTotals {
  struct Sum {
    double sum = 0;
    int maps = 0;

    bool operator==(const Sum&) const = default;
  };
  int maps = 0;
  Sum kills;
  Sum deaths;
  Sum headshots;
  Sum adr;
  Sum kast;
  Sum rating;
  std::string rating_version;  // the one most maps are rated by; `rating` counts only those

  bool operator==(const PlayerTotals&) const = default;
};

struct PlayerProfile {
  Player player;
  bool is_retired = false;
  std::vector<std::string> aliases;
  std::vector<TeamStay> stays;        // the present team first, then the last one
  std::optional<LastTeam> last_team;  // where no stay is known
  MatchesAround matches;
  PlayerTotals totals;  // of the last limits::figures_days
  std::vector<SourcePage> pages;

  bool operator==(const PlayerProfile&) const = default;
};

// A stage as its matches tell it.
struct EventStage {
  std::string name;  // may be empty
  std::optional<Timestamp> begins_at;
  std::optional<Timestamp> ends_at;
  int matches = 0;
  int finished = 0;

  bool operator==(const EventStage&) const = default;
};

// When an event is, as its sources say or else as its matches do.
struct EventDates {
  Tournament event;
  std::optional<Timestamp> begins_at;
  std::optional<Timestamp> ends_at;  // the end of its last day

  bool operator==(const EventDates&) const = default;
};

struct EventProfile {
  EventDates dates;
  bool is_retired = false;
  std::vector<EventStage> stages;  // by their beginnings
  // Of those below: where a team comes from an earlier round, so that its name tells how that went.
  std::vector<MatchId> telling_matches;
  std::vector<MatchDetails> today;
  MatchesAround matches;                  // without those of today
  std::vector<StageStandings> standings;  // in the order of the stages
  std::vector<PlacedTeam> placements;     // best first
  std::vector<SourcePage> pages;

  bool operator==(const EventProfile&) const = default;
};

}  // namespace cs2
