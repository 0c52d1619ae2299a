// How a match ended; only with winner and score, or a forfeit's winner.
#include "base/limits/notify.hpp"
#include "model/validate.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  if (!has_result(notice.match->match)) return Dropped{"taken_back"};
  return view::match_notice("notice.result", *notice.match, reader);
}

}  // namespace

Kind result_kind() {
  return {.kind = NoticeKind::result, .urgency = 0, .life = limits::result_life, .render = render};
}

}  // namespace cs2::notify
