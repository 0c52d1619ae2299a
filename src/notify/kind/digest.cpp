// Once a day: what was played since yesterday, and what comes until tomorrow.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (notice.around.empty()) return Dropped{"nothing_on"};
  return view::daily_digest(notice.around, reader);
}

}  // namespace

Kind digest_kind() {
  return {.kind = NoticeKind::digest, .urgency = 3, .life = limits::digest_life, .render = render};
}

}  // namespace cs2::notify
