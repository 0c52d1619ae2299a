// What the store knows about the things a report names, and about what they might be.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/batch.hpp"
#include "model/override.hpp"
#include "model/report.hpp"
#include "store/facts/sourced.hpp"
#include "store/store.hpp"

namespace cs2::store {

// Ours that the report may mean, whoever reported them.
template <class Entity>
struct EntitySnapshot {
  std::map<std::string, Entity> by_external_id;   // the report's own
  std::map<CrossReference, Entity> by_reference;  // ids of other sources that the report names
  std::map<std::string, std::vector<Entity>>
      by_name;  // by letters (model/team_name.hpp), without the retired
};

// Who played for a team then, by folded nickname.
struct DatedLineUp {
  Timestamp at;
  std::set<std::string> players;
};

struct TeamSnapshot : EntitySnapshot<Team> {
  // By the report's external ids: who had three of its players in the ranking before.
  std::map<std::string, std::set<TeamId>> by_line_up;
  // What tells these teams, and those of the matches' rows, from each other.
  struct Traits {
    std::set<std::string> names;   // folded
    std::set<CrossReference> ids;  // what the sources call it
    std::vector<DatedLineUp>
        line_ups;  // the roster, and those of the ranking before and of the matches' rows
  };
  std::map<TeamId, Traits> traits;
  std::map<TeamId, std::vector<Sourced<RosterEntry>>> stays;  // where the report speaks of rosters
};

// A nickname says little: with it stands what tells its bearers apart.
struct PlayerSnapshot : EntitySnapshot<Player> {
  struct Traits {
    std::set<TeamId> teams;        // in which they are or were, also in a match's line-up alone
    std::set<CrossReference> ids;  // what the sources call them
  };
  std::map<PlayerId, Traits> traits;
};

struct TournamentSnapshot : EntitySnapshot<Tournament> {
  std::map<TournamentId, Tournament> of_matches;  // of the matches' rows
};

struct MatchSnapshot {
  std::map<std::string, MatchId> by_external_id;   // the report's own
  std::map<CrossReference, MatchId> by_reference;  // ids of other sources that the report names

  // The matches above, and every match of a team of a reported match whose time is within 14 days of it (two
  // of history), or that has no time; of a reported match whose teams are not both known also those of its
  // tournament.
  std::map<MatchId, Match> rows;

  // The latest word of each source on those rows.
  struct SourceRecord {
    ProviderName provider;
    std::string external_id;
    Match facts;
    Timestamp seen_at;
  };
  std::map<MatchId, std::vector<SourceRecord>> records;
  std::map<MatchId, Timestamp> retired;                // since when
  std::map<MatchId, std::vector<Override>> overrides;  // in force

  // Where the report speaks of such things.
  std::map<MatchId, LineUps> line_ups;
  std::map<MatchId, std::vector<Sourced<PlayerMapStats>>> player_stats;
};

// Where the report speaks of such things.
struct TableSnapshot {
  std::map<std::pair<RankingSystem, Timestamp>, Sourced<Ranking>> rankings;
  std::map<RankingSystem, Timestamp> newest_rankings;
  std::map<std::pair<TournamentId, std::string>, Sourced<Standings>> standings;  // by stage
  std::map<std::pair<TournamentId, TeamId>, Sourced<Placement>> placements;
};

// Pairs of ours of which a person said that they differ; the smaller id first.
using KeptApart = std::set<std::tuple<EntityKind, std::int64_t, std::int64_t>>;

struct Page {
  std::string url;
  std::optional<Timestamp> seen_at;
};
using Pages = std::map<std::pair<EntityKind, std::string>, Page>;  // by external id

struct OpenIssue {
  std::string detail;
  Timestamp seen_at;
};
using OpenIssues = std::map<IssueKey, OpenIssue>;

struct StoreSnapshot {
  TeamSnapshot teams;
  PlayerSnapshot players;
  TournamentSnapshot tournaments;
  MatchSnapshot matches;
  TableSnapshot tables;

  KeptApart kept_apart;
  Pages pages;        // of what the report's source named before
  OpenIssues issues;  // about what the report says, and about the matches' rows

  Timestamp reading_since = {};  // when the report's source was first read; see store/database/state.hpp
};

StoreSnapshot load_snapshot(Store& store, const Report& report);

// Only these matches, with what is said of them.
StoreSnapshot load_snapshot(Store& store, const std::vector<MatchId>& matches);

// The latest matches of a team, at most so many, and everybody who plays or played for it.
StoreSnapshot load_snapshot(Store& store, TeamId team, int matches_max);

}  // namespace cs2::store
