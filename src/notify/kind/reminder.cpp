// A match that starts soon, at the time that it has now.
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  const auto& match = facts.match->match;
  if (match.status == MatchStatus::live || match.status == MatchStatus::finished) return Dropped{"begun"};
  if (match.status != MatchStatus::scheduled) return Dropped{"called_off"};
  if (match.scheduled_at != facts.reminder_for || !match.time_is_exact) return Dropped{"moved"};
  return view::match_notice("notice.reminder", *facts.match, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  sample.reminder_for = sample.match->match.scheduled_at;
}

}  // namespace

// It expires at the start that it is for.
Kind reminder_kind() {
  return {.urgency = 1, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
