// A result that was told and is not true: the message says what is, and that it was corrected.
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  if (notice.revision_shown == 0) return Dropped{"not_told"};
  if (notice.revision_shown >= notice.match->match.revision) return Dropped{"already_right"};
  return view::match_notice("notice.corrected", *notice.match, reader);
}

}  // namespace

Kind corrected_kind() {
  return {.kind = NoticeKind::corrected, .urgency = 0, .render = render};
}

}  // namespace cs2::notify
