// A match that was moved. Of several moves only the last one is sent.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  const auto& match = facts.match->match;
  if (match.status != MatchStatus::scheduled) return Dropped{"begun"};
  const auto* moved = facts.change ? std::get_if<MatchRescheduled>(&facts.change->what) : nullptr;
  if (moved && moved->to != match.scheduled_at) return Dropped{"moved"};
  return view::moved_notice(moved ? moved->from : std::nullopt, *facts.match, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  add_change(sample, MatchRescheduled{.from = sample.now, .to = sample.match->match.scheduled_at});
}

}  // namespace

Kind rescheduled_kind() {
  return {.urgency = 1, .life = limits::news_life, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
