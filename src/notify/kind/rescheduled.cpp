// A match that was moved. Of several moves the last one is told.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  const auto& match = notice.match->match;
  if (match.status != MatchStatus::scheduled) return Dropped{"begun"};
  const auto* moved = notice.change ? std::get_if<MatchRescheduled>(&notice.change->what) : nullptr;
  if (moved && moved->to != match.scheduled_at) return Dropped{"moved"};
  return view::moved_notice(moved ? moved->from : std::nullopt, *notice.match, reader);
}

}  // namespace

Kind rescheduled_kind() {
  return {.kind = NoticeKind::rescheduled, .urgency = 1, .life = limits::news_life, .render = render};
}

}  // namespace cs2::notify
