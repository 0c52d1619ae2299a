// A match that has begun.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  if (notice.match->match.status != MatchStatus::live) return Dropped{"not_live"};
  return view::match_notice("notice.started", *notice.match, reader);
}

}  // namespace

Kind started_kind() {
  return {.kind = NoticeKind::started, .urgency = 0, .life = limits::start_life, .render = render};
}

}  // namespace cs2::notify
