// A map of a series that has ended. The last one is left to the result, where that is sent.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  // How many such messages come would show how the series goes.
  if (reader.hide_scores) return Dropped{"spoiler"};
  const auto& match = facts.match->match;
  const bool sends_result = std::ranges::any_of(facts.subscribers, [](const Subscription& subscription) {
    return subscription.kinds.has(NoticeKind::result);
  });
  if (match.status == MatchStatus::finished && sends_result) return Dropped{"result_tells"};
  const auto* finished = facts.change ? std::get_if<MapFinished>(&facts.change->what) : nullptr;
  return view::map_notice(finished ? finished->number : 1, *facts.match, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  start_match(sample);
  finish_map(sample, "Nuke", {13, 9});
  add_change(sample, MapFinished{.number = 1});
}

}  // namespace

Kind map_finished_kind() {
  return {.urgency = 2,
          .life = limits::map_life,
          .depends_on_subscribers = true,
          .render = render,
          .make_sample = make_sample};
}

}  // namespace cs2::notify
