// A match that will not be played, or nobody knows when.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

// A source may delete a match and add it anew.
bool is_replaced(const NoticeFacts& facts) {
  const auto& gone = facts.withdrawn->match.opponents;
  return std::ranges::any_of(facts.nearby, [&gone](const MatchDetails& each) {
    const auto& others = each.match.opponents;
    return std::minmax(others[0].team, others[1].team) == std::minmax(gone[0].team, gone[1].team);
  });
}

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (facts.withdrawn) {
    if (is_replaced(facts)) return Dropped{"elsewhere"};
    auto gone = *facts.withdrawn;
    gone.match.status = MatchStatus::cancelled;  // nobody waits for it any more
    return view::match_notice("notice.withdrawn", gone, reader);
  }
  if (!facts.match) return Dropped{"withdrawn"};
  switch (facts.match->match.status) {
    case MatchStatus::postponed:
      return view::match_notice("notice.postponed", *facts.match, reader);
    case MatchStatus::cancelled:
      return view::match_notice("notice.cancelled", *facts.match, reader);
    default:
      return Dropped{"back_on"};
  }
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  sample.match->match.status = MatchStatus::postponed;
}

}  // namespace

Kind called_off_kind() {
  return {.urgency = 1, .life = limits::news_life, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
