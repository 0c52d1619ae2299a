// A match that will not be played, or nobody knows when.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

// What a source deletes and adds anew is no news.
bool is_replaced(const Notice& notice) {
  const auto& gone = notice.former->match.opponents;
  return std::ranges::any_of(notice.around, [&gone](const MatchDetails& each) {
    const auto& others = each.match.opponents;
    return std::minmax(others[0].team, others[1].team) == std::minmax(gone[0].team, gone[1].team);
  });
}

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (notice.former) {
    if (is_replaced(notice)) return Dropped{"elsewhere"};
    return view::match_notice("notice.withdrawn", *notice.former, reader);
  }
  if (!notice.match) return Dropped{"withdrawn"};
  switch (notice.match->match.status) {
    case MatchStatus::postponed:
      return view::match_notice("notice.postponed", *notice.match, reader);
    case MatchStatus::cancelled:
      return view::match_notice("notice.cancelled", *notice.match, reader);
    default:
      return Dropped{"back_on"};
  }
}

}  // namespace

Kind called_off_kind() {
  return {.kind = NoticeKind::called_off, .urgency = 1, .life = limits::news_life, .render = render};
}

}  // namespace cs2::notify
