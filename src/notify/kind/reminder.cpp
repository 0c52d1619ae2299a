// A match that starts soon, at the time that it has now.
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  const auto& match = notice.match->match;
  if (match.status == MatchStatus::live || match.status == MatchStatus::finished) return Dropped{"begun"};
  if (match.status != MatchStatus::scheduled) return Dropped{"called_off"};
  if (match.scheduled_at != notice.reminder_for || !match.time_is_exact) return Dropped{"moved"};
  return view::match_notice("notice.reminder", *notice.match, reader);
}

}  // namespace

// It expires at the start that it is for.
Kind reminder_kind() {
  return {.kind = NoticeKind::reminder, .urgency = 1, .render = render};
}

}  // namespace cs2::notify
