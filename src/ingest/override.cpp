#include "ingest/override.hpp"

#include "ingest/identity/settle.hpp"
#include "model/validate.hpp"
#include "store/matches.hpp"

namespace cs2::ingest {

Result<void> set_overrides(store::Store& store, MatchId id, const std::vector<Override>& given,
                           const std::string& by, const std::string& reason, Timestamp now) {
  const auto found = store::find_match(store, id);
  if (!found) return fail(ErrorKind::not_found, "there is no match {}", id.value);
  auto match = found->match;
  for (const auto& each : given) {
    if (const auto set = set_fact(match, each); !set) return set;
  }
  // The sources' maps give way to a result that they do not fit.
  match.maps.clear();
  if (const auto violations = validate(match, now); !violations.empty())
    return invalid("the match would break a rule ({}): {}", violations.front().rule,
                   violations.front().detail);

  store::set_overrides(store, id, given, by, reason);
  return retell(store, {id}, now, Telling::aloud);
}

Result<MatchId> withdraw_override(store::Store& store, OverrideId id, const std::string& by, Timestamp now) {
  const auto match = store::withdraw_override(store, id, by);
  if (!match) return match;
  if (const auto told = retell(store, {*match}, now, Telling::aloud); !told) return failed(told);
  return match;
}

}  // namespace cs2::ingest
