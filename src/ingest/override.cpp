#include "ingest/override.hpp"

#include "ingest/identity/settle.hpp"
#include "model/validate.hpp"
#include "store/matches.hpp"

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

Result<void> set_overrides(store::Store& store, Thing thing, std::int64_t ours,
                           const std::vector<Override>& given, const std::string& by,
                           const std::string& reason, Timestamp now) {
  if (thing == Thing::match) {
    if (const auto possible = check(store, {ours}, given, now); !possible) return possible;
  }
  if (const auto set = store::set_overrides(store, thing, ours, given, by, reason); !set) return set;
  return thing == Thing::match ? retell(store, {MatchId{ours}}, now, Telling::aloud) : Result<void>{};
}

Result<store::WithdrawnFrom> withdraw_override(store::Store& store, OverrideId id, const std::string& by,
                                               Timestamp now) {
  const auto from = store::withdraw_override(store, id, by);
  if (!from || from->thing != Thing::match) return from;
  if (const auto told = retell(store, {MatchId{from->ours}}, now, Telling::aloud); !told) return failed(told);
  return from;
}

}  // namespace cs2::ingest
