// How facts enter the store.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/batch.hpp"
#include "model/override.hpp"
#include "model/report.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Applied {
  int teams_created = 0;
  int players_created = 0;
  int tournaments_created = 0;
  int matches_created = 0;
  int matches_changed = 0;
  int stays_changed = 0;
  int rankings_changed = 0;
  std::vector<Change> changes;  // as stored, with ids
};

// One transaction: rows, changes, external ids and sightings, all or nothing; idempotent (see
// model/batch.hpp). conflict: another writer was faster; load_known again and compare anew.
Result<Applied> apply(Store& store, const Batch& batch);

// Facts with who said so.
template <class Facts>
struct Sourced {
  Facts facts;
  ProviderName provider = ProviderName::sample;
  std::string url =
      {};  // empty where the page is that of the thing; see store/queries/internal/source_pages.hpp

  bool operator==(const Sourced&) const = default;
};
// By slot; without players where nobody knows.
using LineUps = std::array<Sourced<std::vector<PlayerId>>, 2>;

// What the store knows about the things a report names, and about what they might be.
struct Known {
  std::map<std::string, Team> teams;              // by the report's external id
  std::map<std::string, Tournament> tournaments;  // by the report's external id
  std::map<std::string, MatchId> matches;         // by the report's external id

  // Teams and tournaments that bear one of the report's folded names, whoever reported them.
  std::map<std::string, std::vector<Team>> teams_by_name;
  std::map<std::string, std::vector<Tournament>> tournaments_by_name;

  // The matches above, and every match of a team of a reported match whose time is within 14 days of it (two
  // of history), or that has no time; of a reported match whose teams are not both known also those of its
  // tournament; by id.
  std::map<MatchId, Match> rows;
  std::map<TournamentId, Tournament> home_tournaments;  // the tournaments of those matches
  // The latest word of each source on those rows.
  struct SourceRecord {
    ProviderName provider;
    std::string external_id;
    Match facts;
    Timestamp seen_at;
  };
  std::map<MatchId, std::vector<SourceRecord>> said;
  std::map<MatchId, Timestamp> retired;  // of those matches, and since when

  // By the ids of other sources that the report names.
  std::map<CrossReference, Team> teams_by_reference;
  std::map<CrossReference, Player> players_by_reference;
  std::map<CrossReference, Tournament> tournaments_by_reference;
  std::map<CrossReference, MatchId> matches_by_reference;

  // A nickname says little: with it stands what tells its bearers apart.
  struct PlayerTraits {
    std::set<TeamId> teams;        // in which they are or were
    std::set<CrossReference> ids;  // what the sources call them
  };
  std::map<std::string, Player> players;                       // by the report's external id
  std::map<std::string, std::vector<Player>> players_by_name;  // by folded nickname
  std::map<PlayerId, PlayerTraits> player_traits;

  // What tells the teams above, and those of the rows, from each other.
  struct TeamTraits {
    std::set<std::string> names;    // folded
    std::set<CrossReference> ids;   // what the sources call it
    std::set<std::string> players;  // folded nicknames of those who are there
  };
  std::map<TeamId, TeamTraits> team_traits;
  // Pairs of ours of which a person said that they differ; the smaller id first.
  std::set<std::tuple<EntityKind, std::int64_t, std::int64_t>> kept_apart;

  // Where the report speaks of such things at all, for everything above that it may mean.
  std::map<TeamId, std::vector<Sourced<RosterEntry>>> stays;
  std::map<MatchId, LineUps> line_ups;
  std::map<MatchId, std::vector<Sourced<PlayerMapStats>>> player_stats;
  std::map<std::pair<RankingSystem, Timestamp>, Sourced<Ranking>> rankings;
  std::map<RankingSystem, Timestamp> newest_rankings;
  std::map<std::pair<TournamentId, std::string>, Sourced<Standings>> standings;  // by stage
  std::map<std::pair<TournamentId, TeamId>, Sourced<Placement>> placements;

  // The pages of what the report's source named before.
  struct Page {
    std::string url;
    std::optional<Timestamp> seen_at;
  };
  std::map<std::pair<EntityKind, std::string>, Page> pages;  // by external id

  // What is open about what the report says, and about those rows.
  struct OpenIssue {
    std::string detail;
    Timestamp seen_at;
  };
  std::map<IssueKey, OpenIssue> issues;

  std::map<MatchId, std::vector<Override>> overrides;  // in force on those rows
};

Known load_known(Store& store, const Report& report);

// Only these matches, with what is said of them.
Known load_known(Store& store, const std::vector<MatchId>& matches);

}  // namespace cs2::store
