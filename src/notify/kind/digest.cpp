// Once a day: what was played since yesterday, and what comes until tomorrow.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (facts.nearby.empty()) return Dropped{"nothing_on"};
  return view::daily_digest(facts.nearby, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  sample.nearby = {*sample.match};
}

}  // namespace

Kind digest_kind() {
  return {.urgency = 3,
          .life = limits::digest_life,
          .depends_on_subscribers = true,
          .needs_nearby_matches = true,
          .render = render,
          .digest_line = nullptr,
          .make_sample = make_sample};
}

}  // namespace cs2::notify
