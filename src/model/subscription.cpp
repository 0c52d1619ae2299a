#include "model/subscription.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/region.hpp"

namespace cs2 {

std::string key_of(const Subject& subject) {
  return fmt::format("{}:{}", name(subject.kind), subject.id);
}

std::optional<RejectReason> match_filter(const Subscription& subscription, NoticeKind kind,
                                         const std::vector<AudienceMember>& audience,
                                         const MatchTraits& traits) {
  const auto about = std::ranges::find(audience, subscription.subject, &AudienceMember::subject);
  if (about == audience.end()) return RejectReason::other_subject;
  if (!subscription.kinds.has(kind)) return RejectReason::other_kind;

  const auto& wanted = subscription.filter;
  if (wanted.opponent_rank_max &&
      (!about->opponent_rank || *about->opponent_rank > *wanted.opponent_rank_max))
    return RejectReason::opponent_rank;
  if (wanted.lan_only && !traits.lan) return RejectReason::not_lan;
  if (wanted.best_of_min && traits.best_of.value_or(0) < *wanted.best_of_min) return RejectReason::best_of;
  if (wanted.region && !covers_region(*wanted.region, traits.region)) return RejectReason::region;
  if (wanted.stage && traits.stage != *wanted.stage) return RejectReason::stage;
  return std::nullopt;
}

}  // namespace cs2
