// One message for a match from its start on, which shows how it stands and at last how it ended.
#include "base/limits/notify.hpp"
#include "model/validate.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

// A match that ended without a result is still shown as running: its result is on its way.
std::string_view key_of(const Match& match) {
  switch (match.status) {
    case MatchStatus::finished:
      return has_result(match) ? "notice.result" : "notice.live";
    case MatchStatus::postponed:
      return "notice.postponed";
    case MatchStatus::cancelled:
      return "notice.cancelled";
    default:
      return "notice.live";
  }
}

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return Dropped{"withdrawn"};
  const auto& match = notice.match->match;
  const bool has_begun = match.status == MatchStatus::live || match.status == MatchStatus::finished;
  if (notice.revision_shown == 0 && !has_begun) return Dropped{"not_live"};
  return view::match_notice(key_of(match), *notice.match, reader);
}

}  // namespace

Kind live_kind() {
  return {.kind = NoticeKind::live, .urgency = 0, .life = limits::result_life, .render = render};
}

}  // namespace cs2::notify
