// A match that will not be played, or nobody knows when.
#include "base/limits/notify.hpp"
#include "notify/kinds.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Told render(const Notice& notice, const view::Reader& reader) {
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
