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
  std::map<std::string, Entity> by_external_id;        // the report's own
  std::map<CrossReference, Entity> by_reference;       // ids of other sources that the report names
  std::map<std::string, std::vector<Entity>> by_name;  // folded, without those that were retired
};

struct TeamSnapshot : EntitySnapshot<Team> {
  // What tells these teams, and those of the matches' rows, from each other.
  struct Traits {
    std::set<std::string> names;    // folded
    std::set<CrossReference> ids;   // what the sources call it
    std::set<std::string> players;  // folded nicknames of those who are there
  };
  std::map<TeamId, Traits> traits;
  std::map<TeamId, std::vector<Sourced<RosterEntry>>> stays;  // where the report speaks of rosters
};

// A nickname says little: with it stands what tells its bearers apart.
struct PlayerSnapshot : EntitySnapshot<Player> {
  struct Traits {
    std::set<TeamId> teams;        // in which they are or were
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

}  // namespace cs2::store
