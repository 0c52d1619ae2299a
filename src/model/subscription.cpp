#include "model/subscription.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cs2 {

std::string key_of(const Subject& subject) {
  return fmt::format("{}:{}", name(subject.kind), subject.id);
}

std::optional<Unwanted> judge(const Subscription& subscription, NoticeKind kind,
                              const std::vector<Concerned>& concerned, const MatchTraits& traits) {
  const auto about = std::ranges::find(concerned, subscription.subject, &Concerned::subject);
  if (about == concerned.end()) return Unwanted::other_subject;
  if (!subscription.kinds.has(kind)) return Unwanted::other_kind;

  const auto& wanted = subscription.narrowing;
  if (wanted.opponent_rank_max &&
      (!about->opponent_rank || *about->opponent_rank > *wanted.opponent_rank_max))
    return Unwanted::opponent_rank;
  if (wanted.lan_only && !traits.lan) return Unwanted::not_lan;
  if (wanted.best_of_min && traits.best_of.value_or(0) < *wanted.best_of_min) return Unwanted::best_of;
  if (wanted.region && traits.region != *wanted.region) return Unwanted::region;
  if (wanted.stage && traits.stage != *wanted.stage) return Unwanted::stage;
  return std::nullopt;
}

}  // namespace cs2
