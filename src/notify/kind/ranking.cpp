// A new ranking: how the teams that are followed here stand in it, or its top where everything is followed.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.ranking) return Dropped{"withdrawn"};
  std::vector<RankedTeam> shown;
  for (const auto& ranked : notice.ranking->teams) {
    const auto follows = [&ranked](const Subscription& subscription) {
      return subscription.subject == subject_of(ranked.team.id);
    };
    if (std::ranges::any_of(notice.subscribers, follows)) shown.push_back(ranked);
  }
  return view::ranking_notice(*notice.ranking, shown, reader);
}

}  // namespace

Kind ranking_kind() {
  return {.kind = NoticeKind::ranking, .urgency = 4, .life = limits::news_life, .render = render};
}

}  // namespace cs2::notify
