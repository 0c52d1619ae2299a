// A match that has begun.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  if (facts.match->match.status != MatchStatus::live) return Dropped{"not_live"};
  return view::match_notice("notice.started", *facts.match, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  start_match(sample);
}

}  // namespace

Kind started_kind() {
  return {.urgency = 0, .life = limits::start_life, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
