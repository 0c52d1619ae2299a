// A map of a series that has ended. The last one is told by the result, where that is told.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  // How many such messages come would tell how the series goes.
  if (reader.hide_scores) return Dropped{"spoiler"};
  const auto& match = notice.match->match;
  const bool tells_result = std::ranges::any_of(notice.subscribers, [](const Subscription& subscription) {
    return subscription.kinds.has(NoticeKind::result);
  });
  if (match.status == MatchStatus::finished && tells_result) return Dropped{"result_tells"};
  const auto* finished = notice.change ? std::get_if<MapFinished>(&notice.change->what) : nullptr;
  return view::map_notice(finished ? finished->number : 1, *notice.match, reader);
}

}  // namespace

Kind map_finished_kind() {
  return {.kind = NoticeKind::map_finished, .urgency = 2, .life = limits::map_life, .render = render};
}

}  // namespace cs2::notify
