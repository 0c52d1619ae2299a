// One batch on its way into the database: what the parts of apply share. Private to store.
//
// Each kind of row has its file: apply_entities, apply_matches, apply_rosters, apply_tables, apply_identity,
// apply_issues.
// Whatever they find in contradiction to the batch is thrown as WriteConflict and unwinds to apply, which
// rolls back.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database/internal/transaction.hpp"
#include "store/facts/apply.hpp"
#include "store/facts/internal/external_ids.hpp"

namespace cs2::store {

class Application {
 public:
  Application(Store& store, const Batch& batch) : batch_(batch), writing_(store), sql_(writing_.sql()) {}

  // Once.
  Applied run();

 private:
  using Ids = std::map<std::int64_t, std::int64_t>;  // the batch's → ours
  using Cells = std::vector<std::vector<Cell>>;      // rows to insert

  [[noreturn]] static void conflict(const std::string& detail) { throw WriteConflict(detail); }

  // Real ids by the batch's own: negative ones once their row exists, positive ones are themselves.
  template <class AnyId>
  static AnyId resolved(AnyId id, const Ids& created) {
    return id.value < 0 ? AnyId{created.at(id.value)} : id;
  }
  TeamId resolved(TeamId id) const { return resolved(id, teams_); }
  PlayerId resolved(PlayerId id) const { return resolved(id, players_); }
  TournamentId resolved(TournamentId id) const { return resolved(id, tournaments_); }
  MatchId resolved(MatchId id) const { return resolved(id, matches_); }
  Match resolved(Match match) const;
  template <class Facts>
  std::vector<Facts> with_teams_resolved(std::vector<Facts> rows) const {
    for (auto& row : rows) row.team = resolved(row.team);
    return rows;
  }

  // ---- apply.cpp
  // Their ids are resolved here.
  void add_changes(const std::vector<Change>& changes);

  // ---- apply_entities.cpp: what has a name
  void write_teams();
  void write_players();
  void write_tournaments();
  void write_pages();
  template <class Write, class Entity>
  void write_named(EntityKind kind, const std::vector<Write>& writes, Entity Write::* entity, Ids& ids,
                   int& created);
  template <class Write>
  std::map<std::string, std::int64_t> load_known(EntityKind kind, const std::vector<Write>& writes);
  // The row that a write means: its own id, or, of a new one, the row that its external ids belong to
  // already. 0: it has to be created.
  static std::int64_t find_row(EntityKind kind, std::int64_t id, const std::vector<std::string>& externals,
                               const std::map<std::string, std::int64_t>& known);
  void add_external_ids(EntityKind kind, std::int64_t ours, const std::vector<std::string>& externals,
                        const std::map<std::string, std::int64_t>& known,
                        const std::vector<CrossReference>& cross_references);
  void add_alias(EntityKind kind, std::int64_t ours, const std::string& alias);
  void flush_names(EntityKind kind);
  void note_named(EntityKind kind, std::int64_t ours);

  // ---- apply_matches.cpp
  void touch_matches();
  void write_matches();
  std::vector<MatchId> write_new_matches(const std::vector<std::size_t>& places);
  void write_changes(const MatchWrite& write, MatchId id);
  MatchId write_known_match(const MatchWrite& write, MatchId id, const std::map<MatchId, Match>& stored);
  bool revive(MatchId id);
  void write_retirements();
  void write_sightings();
  void write_sightings(const std::vector<Sighting>& sightings);

  // ---- apply_rosters.cpp: who plays, where and how
  void write_rosters();
  void write_line_ups();
  void write_player_stats();

  // ---- apply_identity.cpp
  // What was merged away since the batch was made must not come back with it.
  void refuse_merged();
  void write_reviews();
  std::int64_t resolved(EntityKind kind, std::int64_t id) const;

  // ---- apply_tables.cpp
  void write_rankings();
  void write_ranking(const RankingWrite& write);
  void write_standings();
  void write_placements();

  // ---- apply_issues.cpp
  void write_issues();

  const Batch& batch_;
  Writing writing_;
  Sql& sql_;
  Applied applied_;
  Ids teams_, players_, tournaments_, matches_;
  Cells external_ids_, claims_, aliases_;    // collected while entities are written
  std::vector<std::int64_t> alias_bearers_;  // of aliases_
};

}  // namespace cs2::store
