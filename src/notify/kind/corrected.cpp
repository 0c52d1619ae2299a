// A result that was sent and is wrong: the message shows the right one, and says that it was corrected.
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  if (facts.revision_shown == 0) return Dropped{"not_told"};
  if (facts.revision_shown >= facts.match->match.revision) return Dropped{"already_right"};
  const auto* before = facts.change ? std::get_if<ResultCorrected>(&facts.change->what) : nullptr;
  return view::corrected_notice(before ? *before : ResultCorrected{}, *facts.match, reader);
}

}  // namespace

Kind corrected_kind() {
  return {.urgency = 0, .edits = {NoticeKind::result, NoticeKind::live}, .render = render};
}

}  // namespace cs2::notify
