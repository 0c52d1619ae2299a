// Which of our things are the same: merges, splits and retirements, each recorded and each undoable.
//
// A merge retires one thing in favour of another (`merged_into`) and moves the rows that speak of it: its
// names, external ids, matches, stays, places. Which rows moved is written down by their keys, so that the
// same rows go back when it is undone. A row that the survivor has already (the same ranking, the same stay)
// stays where it is and is shown to nobody. Whatever the merged thing was called, it is found as the
// survivor.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/entity.hpp"
#include "model/match.hpp"
#include "store/facts/apply.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct Merge {
  EntityKind entity = EntityKind::team;
  std::int64_t from = 0;
  std::int64_t into = 0;
  std::string by;
  std::string reason;
  std::optional<std::int64_t> cause = {};  // the operation that it follows from, and is undone with
};
// The operation's id. not_found: one of them is not there; conflict: one is retired, they played each other,
// or (by ingest) a person said that they differ.
Result<std::int64_t> merge(Store& store, const Merge& merge);

struct Split {
  EntityKind entity = EntityKind::team;
  std::int64_t from = 0;
  std::vector<CrossReference> ids;  // which go to a new thing
  std::string name;                 // of the new one
  std::string by;
  std::string reason;
};
struct SplitOff {
  std::int64_t operation = 0;
  std::int64_t entity = 0;
};
// Matches, stays and places follow with the source's next word, because rows do not say by which of its ids
// they were told. not_found: an id is not one of that thing.
Result<SplitOff> split(Store& store, const Split& split);

struct Retire {
  EntityKind entity = EntityKind::team;
  std::int64_t ours = 0;
  std::string by;
  std::string reason;
};
// Shown to nobody any more, also when a source goes on speaking of it.
Result<std::int64_t> retire(Store& store, const Retire& retire);

// Forgets what a source said of matches under these ids, so that they are recognised anew. Which matches that
// concerns: they have to be put together again from what is left.
std::vector<MatchId> detach_ids(Store& store, ProviderName provider,
                                const std::vector<std::string>& external_ids);

struct IdentityOperation {
  std::int64_t id = 0;
  std::string operation;  // merge, split, retire
  EntityKind entity = EntityKind::team;
  std::int64_t ours = 0;
  std::optional<std::int64_t> other;
  std::string ours_name;
  std::string other_name;
  std::string by;
  std::string reason;
  Timestamp at;
  std::optional<Timestamp> undone_at;
  std::optional<std::string> undone_by;
  std::int64_t moved = 0;  // rows
  std::optional<std::int64_t> cause = {};
};

// Puts back what the operation moved, and first what it caused. Gives all that were undone, the latest first.
// A pair whose merge was undone is never merged by ingest again, unless that merge had only followed.
// conflict: undone already, or a later operation on the same things has to be undone first.
Result<std::vector<IdentityOperation>> undo(Store& store, std::int64_t operation, const std::string& by);

// The latest first, at most `count`.
std::vector<IdentityOperation> list_operations(Store& store, int count);

// What one of ours is called now: itself, or into which it was merged. 0 where it is not there.
std::int64_t survivor_of(Store& store, EntityKind entity, std::int64_t id);

// Every match of a team that is not retired, the latest first, at most `count`.
std::vector<MatchId> list_matches_of(Store& store, TeamId team, int count);

// Those matches themselves.
std::vector<Match> list_match_rows_of(Store& store, TeamId team, int count);

}  // namespace cs2::store
