// Somebody who joined or left a team, or changed his role there.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.change || !notice.team || !notice.player) return Dropped{"withdrawn"};
  return view::roster_notice(*notice.change, *notice.team, *notice.player, reader);
}

}  // namespace

Kind roster_kind() {
  return {.kind = NoticeKind::roster, .urgency = 3, .life = limits::news_life, .render = render};
}

}  // namespace cs2::notify
