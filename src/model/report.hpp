// What one source says at one moment, in its own ids: the product of every parser.
//
// Nothing here is trusted yet: ingest validates it, finds out which of our teams and matches are meant, and
// turns it into a Batch.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"
#include "model/provider_name.hpp"
#include "model/team.hpp"
#include "model/tournament.hpp"

namespace cs2 {

struct TeamReport {
  std::string external_id;           // unique per provider and kind
  Team team;                         // id unset
  std::vector<std::string> aliases;  // further names the source uses
  std::string url;                   // for people; may be empty
};

struct TournamentReport {
  std::string external_id;
  Tournament tournament;  // id unset
  std::string url;
};

struct OpponentReport {
  std::optional<std::string> team;  // external id of a team of this report; absent while undecided
  std::string name;
};

struct MatchReport : MatchFacts {
  std::string external_id;
  // The source has no ids of its own and the parser made this one of the names in play. So a rematch bears
  // the same; after `~` stands what tells it from another of the same report.
  bool id_is_derived = false;
  std::optional<std::string> tournament;  // external id of a tournament of this report
  std::array<OpponentReport, 2> opponents;
  std::optional<Timestamp> modified_at;  // as the source says
  std::string url;
};

// An element that was left out, and why: nothing is dropped silently.
struct Skipped {
  std::string what;    // "match 1200600"
  std::string reason;  // "no opponents"
};

struct Report {
  ProviderName provider = ProviderName::sample;
  Timestamp observed_at;  // when the answer arrived, or the moment the source says it was rendered
  std::vector<TeamReport> teams;
  std::vector<TournamentReport> tournaments;
  std::vector<MatchReport> matches;
  std::vector<Skipped> skipped;
};

}  // namespace cs2
