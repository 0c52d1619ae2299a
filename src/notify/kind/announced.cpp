// A match that is new, or whose opponents have become known.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  if (facts.match->match.status != MatchStatus::scheduled) return Dropped{"begun"};
  const bool timed = facts.match->match.scheduled_at.has_value();
  return view::match_notice(timed ? "notice.announced" : "notice.announced_untimed", *facts.match, reader);
}

}  // namespace

Kind announced_kind() {
  return {.urgency = 4, .life = limits::news_life, .render = render};
}

}  // namespace cs2::notify
