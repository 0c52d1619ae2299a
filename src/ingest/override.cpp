#include "ingest/override.hpp"

#include "ingest/settle_duplicates.hpp"
#include "model/validate.hpp"
#include "store/queries/matches.hpp"

namespace cs2::ingest {

namespace {

// Whether the match could be so.
Result<void> check(store::Store& store, MatchId id, const std::vector<Override>& given, Timestamp now) {
  const auto found = store::find_match(store, id);
  if (!found) return fail(ErrorKind::not_found, "match {} not found", id.value);
  auto match = found->match;
  for (const auto& each : given) {
    if (const auto set = set_fact(match, each); !set) return set;
  }
  // The sources' maps give way to a result that they do not fit.
  match.maps.clear();
  if (const auto violations = validate(match, now); !violations.empty())
    return invalid("invalid for this match ({}): {}", violations.front().rule, violations.front().detail);
  return {};
}

}  // namespace

Result<void> set_overrides(store::Store& store, EntityKind entity, std::int64_t ours,
                           const std::vector<Override>& given, const std::string& by,
                           const std::string& reason, Timestamp now) {
  if (entity == EntityKind::match) {
    if (const auto possible = check(store, {ours}, given, now); !possible) return possible;
  }
  if (const auto set = store::set_overrides(store, entity, ours, given, by, reason); !set) return set;
  return entity == EntityKind::match ? recompute_matches(store, {MatchId{ours}}, now, Publish::yes)
                                     : Result<void>{};
}

Result<store::WithdrawnFrom> withdraw_override(store::Store& store, OverrideId id, const std::string& by,
                                               Timestamp now) {
  const auto from = store::withdraw_override(store, id, by);
  if (!from || from->entity != EntityKind::match) return from;
  if (const auto reported = recompute_matches(store, {MatchId{from->ours}}, now, Publish::yes); !reported)
    return failed(reported);
  return from;
}

}  // namespace cs2::ingest
